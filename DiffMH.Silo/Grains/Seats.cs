using System.Collections.Immutable;
using DiffMH.Silo.Hosting;

namespace DiffMH.Silo.Grains;

/// <summary>On which silo a point and each of its batches belong: only where their plugins are, and evenly.</summary>
/// <remarks>Before any silo has reported what it holds, all count as holders: one that is not says so, and is asked again when more is known.</remarks>
internal sealed class Seats(PluginHolders holders, ComputeCapacity capacity, ISiloStatusOracle silos, ILocalSiloDetails self, TimeProvider time)
{
    private readonly Momentary<SiloAddress[]> turns = new(time);
    private readonly Momentary<SiloAddress[]> places = new(time);

    /// <summary>
    /// The silo of a batch: number (point + slot) of the compute threads of the holders, which take turns in the order of their addresses.
    /// The point counts, too: with more points than threads each has slot 0 alone, and all would meet on the first silo.
    /// </summary>
    /// <param name="key">The batch's key.</param>
    /// <param name="among">The silos there are.</param>
    public SiloAddress OfBatch(string key, SiloAddress[] among) => Present(key) is { } present && among.Contains(present) ? present : Turn(key, Turns(PointKey.Plugins(key), among));

    /// <summary>The silo of a point: one of the holders by a hash of its identity.</summary>
    public SiloAddress OfPoint(GrainId point, string plugins, SiloAddress[] among)
    {
        var place = Place(point, places.Of(plugins, _ => Places(plugins, Active())));
        return place is not null && among.Contains(place) ? place : Place(point, Places(plugins, among))!;
    }

    /// <summary>Whether a batch belongs here still: it does not where silos came or went since it was placed.</summary>
    /// <remarks>The last silo that leaves is not active any more and knows of no other: what it has computed is still good.</remarks>
    public bool IsHere(string batch) => Present(batch) is not { } silo || silo.Equals(self.SiloAddress);

    /// <summary>Takes what the registry knows now.</summary>
    public void Learn(SilosEdition news) => holders.Update(news);

    /// <summary>Whether another silo is known where points that need some plugins can begin.</summary>
    public bool AreElsewhere(ImmutableArray<string> plugins) => holders.Offering(plugins).Intersect(Active()).Any(silo => !silo.Equals(self.SiloAddress));

    private IEnumerable<SiloAddress> Active() => silos.GetApproximateSiloStatuses(onlyActive: true).Keys;

    /// <summary>The silo of a batch among those that are active; null where there are none.</summary>
    private SiloAddress? Present(string batch) => turns.Of(PointKey.Plugins(batch), plugins => Turns(plugins, Active())) is { Length: > 0 } active ? Turn(batch, active) : null;

    private static SiloAddress Turn(string batch, SiloAddress[] turns)
    {
        var (point, slot) = PointKey.PointAndSlot(batch);
        return turns[(int)(((long)point + slot) % turns.Length)];
    }

    private static SiloAddress? Place(GrainId point, SiloAddress[] places) => places.Length > 0 ? places[(int)(point.GetUniformHashCode() % (uint)places.Length)] : null;

    private SiloAddress[] Places(string plugins, IEnumerable<SiloAddress> among) => Known(holders.Offering(NeededPlugins.Parse(plugins)), among);

    private static SiloAddress[] Known(IEnumerable<SiloAddress> holding, IEnumerable<SiloAddress> among)
    {
        SiloAddress[] all = [.. among.Order()];
        SiloAddress[] known = [.. all.Intersect(holding)];
        return known.Length > 0 ? known : all;
    }

    private SiloAddress[] Turns(string plugins, IEnumerable<SiloAddress> among)
    {
        (SiloAddress Silo, int Threads)[] holding = [.. Known(holders.Of(NeededPlugins.Parse(plugins)), among).Select(silo => (silo, capacity.ThreadsOf(silo)))];
        var rounds = Enumerable.Range(0, holding.Select(silo => silo.Threads).DefaultIfEmpty().Max());
        return [.. rounds.SelectMany(round => holding.Where(silo => silo.Threads > round).Select(silo => silo.Silo))];
    }
}
