using System.Collections.Immutable;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using Orleans.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Counts, for lanes that were in flight on silos that died, how often that was.</summary>
[GrainType("suspects")]
[HashBasedPlacement]
internal sealed class SuspectsGrain([PersistentState(StoredSuspects.Name, StorageName.Default)] IPersistentState<StoredSuspects> stored) : Grain, ISuspectsGrain
{
    /// <summary>The oldest are forgotten: points that have gone on since are among them for good.</summary>
    private const int Most = 1000;

    private List<StoredSuspect> Suspects => stored.State.Suspects;

    /// <inheritdoc/>
    public async Task NoteDeath(string silo, ImmutableArray<BatchInFlight> inFlight)
    {
        foreach (var batch in inFlight)
        {
            Note(silo, batch);
        }

        Suspects.RemoveRange(0, Math.Max(0, Suspects.Count - Most));
        await stored.WriteStateAsync();   // calls come one at a time, so this is what was noted; where it fails, it is noted again
    }

    /// <inheritdoc/>
    public async Task Forget(Suspect suspect, BatchInFlight lanes)
    {
        var before = Suspects;
        List<StoredSuspect> left = [.. before.SelectMany(known => known.IsLeftOf(suspect) ? known.Without(lanes) : [known])];
        if (left.SequenceEqual(before))
        {
            return;
        }

        stored.State.Suspects = left;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State.Suspects = before;   // silos read what is stored: asked again, this must find them
            throw;
        }
    }

    private void Note(string silo, BatchInFlight batch)
    {
        var found = Suspects.Find(known => known.Batch.Overlaps(batch)) ?? new StoredSuspect { Batch = batch };
        if (!found.Silos.Contains(silo, StringComparer.Ordinal))
        {
            Suspects.Remove(found);
            Suspects.Add(found);
            found.Silos.Add(silo);
            found.DeathsAlone = (batch.Start == found.Batch.Start ? found.DeathsAlone : 0) + (batch.IsAlone ? 1 : 0);   // lanes that got on and died elsewhere were not the reason before
            found.Batch = batch;
        }
    }
}
