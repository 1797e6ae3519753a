namespace DiffMH.Silo.Grains;

/// <summary>How large batches are: learned from how long they took. No choice changes a bit of a result.</summary>
internal sealed class BatchSizing
{
    /// <summary>What a call should take, in seconds: the cost of a call is then far below a thousandth, and a lost call loses little.</summary>
    private const double Target = 0.25;

    /// <summary>A call below this, in seconds, would not be worth its cost of some 0.05 ms.</summary>
    private const double Least = 0.001;

    /// <summary>The weight of the newest measurement.</summary>
    private const double Freshness = 0.3;

    /// <summary>A pass of so many steps is over within a fraction of a second, whatever the model.</summary>
    private const long FewSteps = 20_000;

    private double secondsPerLane = double.NaN;

    /// <summary>Whether it is known how long a lane takes.</summary>
    public bool HasMeasured => !double.IsNaN(secondsPerLane);

    /// <summary>Takes what a whole batch took, all its calls together.</summary>
    public void Measure(int lanes, double seconds)
    {
        var now = seconds / lanes;
        secondsPerLane = HasMeasured ? secondsPerLane + (Freshness * (now - secondsPerLane)) : now;
    }

    /// <summary>How many groups a batch should have.</summary>
    /// <param name="groups">The groups of a pass; 0 where all that is left of a point are replicates that have it behind them.</param>
    /// <param name="lanes">Its lanes.</param>
    /// <param name="slots">How many batches may be in flight.</param>
    /// <param name="lanesPerBatch">Lanes that a batch shall have, rounded up to whole groups; null to follow measured speed.</param>
    /// <param name="steps">Steps of all lanes together.</param>
    public int GroupsPerBatch(int groups, int lanes, int slots, int? lanesPerBatch, long steps)
    {
        if (groups == 0)
        {
            return 1;
        }

        if (lanesPerBatch is { } wanted)
        {
            var smallestGroup = Math.Max(1, lanes / groups);
            return Math.Clamp((wanted + smallestGroup - 1) / smallestGroup, 1, groups);
        }

        var batches = Math.Clamp(HasMeasured ? Batches(lanes, slots) : steps > FewSteps ? groups : slots, 1, groups);
        return (groups + batches - 1) / batches;
    }

    /// <summary>As many batches as slots, or a multiple of them where calls would get long; fewer only where calls would get too short.</summary>
    private int Batches(int lanes, int slots)
    {
        var seconds = secondsPerLane * lanes;
        return seconds < slots * Least
            ? (int)(seconds / Least)
            : slots * (int)Math.Min(Math.Ceiling(seconds / slots / Target), lanes);
    }
}
