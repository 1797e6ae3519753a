namespace DiffMH.Plugins.Ising.Words;

/// <summary>What a lane keeps beside its places.</summary>
internal struct SlotLane
{
    /// <summary>Below which mass a newborn has lost against the weakest: the lesser of <see cref="Pressure"/> and the weakest's threshold; −∞ where a place may be free.</summary>
    public double Limit;

    /// <summary>Up to which mass newborns press on the same alternative without a look at the others.</summary>
    public double Pressure;

    /// <summary>The place that newborns press on.</summary>
    public int Weakest;

    /// <summary>Alternatives that were given a place.</summary>
    public long Births;

    /// <summary>Alternatives that became equal to the primal chain again.</summary>
    public long Recoupled;

    /// <summary>Steps between their births and the ends of the sweeps in which they did.</summary>
    public long Lifetime;

    /// <summary>Where thresholds come from.</summary>
    public RandomStream Pruning;
}
