using System.Collections.Immutable;
using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Grains;

/// <summary>On which silo a point and each of its batches belong: only where their plugins are, and evenly.</summary>
/// <remarks>Before any silo has reported what it holds, all count as holders: one that is not says so, and is asked again when more is known.</remarks>
internal sealed class Seats(PluginHolders holders, ComputeCapacity capacity, ISiloStatusOracle silos, ILocalSiloDetails self)
{
    /// <summary>
    /// The silo of a batch: number (point + slot) of the compute threads of the holders, which take turns in the order of their addresses.
    /// The point counts, too: with more points than threads each has slot 0 alone, and all would meet on the first silo.
    /// </summary>
    /// <param name="key">The batch's key.</param>
    /// <param name="among">The silos there are.</param>
    public SiloAddress OfBatch(string key, IEnumerable<SiloAddress> among)
    {
        var (point, slot) = PointKey.PointAndSlot(key);
        var threads = Turns(Known(holders.Of(PointKey.Plugins(key)), among));
        return threads[(int)(((long)point + slot) % threads.Count)];
    }

    /// <summary>The silo of a point: one of the holders by a hash of its identity.</summary>
    public SiloAddress OfPoint(GrainId point, ImmutableArray<string> plugins, IEnumerable<SiloAddress> among)
    {
        var holding = Known(holders.Offering(plugins), among);
        return holding[(int)(point.GetUniformHashCode() % (uint)holding.Length)];
    }

    /// <summary>Whether a batch belongs here still: it does not where silos came or went since it was placed.</summary>
    /// <remarks>The last silo that leaves is not active any more and knows of no other: what it has computed is still good.</remarks>
    public bool IsHere(string batch) => !Active().Any() || OfBatch(batch, Active()).Equals(self.SiloAddress);

    /// <summary>Takes what the registry knows now.</summary>
    public void Learn(ImmutableArray<SiloReport> reports) => holders.Update(reports);

    /// <summary>Whether another silo is known where points that need some plugins can begin.</summary>
    public bool AreElsewhere(ImmutableArray<string> plugins) => holders.Offering(plugins).Intersect(Active()).Any(silo => !silo.Equals(self.SiloAddress));

    private IEnumerable<SiloAddress> Active() => silos.GetApproximateSiloStatuses(onlyActive: true).Keys;

    private static SiloAddress[] Known(IEnumerable<SiloAddress> holding, IEnumerable<SiloAddress> among)
    {
        SiloAddress[] all = [.. among.Order()];
        SiloAddress[] known = [.. all.Intersect(holding)];
        return known.Length > 0 ? known : all;
    }

    private List<SiloAddress> Turns(SiloAddress[] holding)
    {
        var turns = new List<SiloAddress>();
        for (int round = 0, before = -1; turns.Count > before; round++)
        {
            before = turns.Count;
            turns.AddRange(holding.Where(silo => capacity.ThreadsOf(silo) > round));
        }

        return turns;
    }
}
