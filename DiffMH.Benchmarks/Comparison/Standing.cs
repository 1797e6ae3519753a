namespace DiffMH.Benchmarks.Comparison;

/// <summary>All rounds of one contender.</summary>
/// <param name="Contender">Who.</param>
/// <param name="Rounds">One measurement per round, in order.</param>
internal sealed record Standing(IContender Contender, IReadOnlyList<Measurement> Rounds)
{
    /// <summary>Median of the nanoseconds per update.</summary>
    public double Nanoseconds => Median(Rounds.Select(round => round.Nanoseconds));

    /// <summary>Variance of the first slope times CPU seconds: the mean variance and the median time, since variances of single rounds scatter.</summary>
    public double VarianceTime => Rounds.Average(round => round.VarianceTime / round.Nanoseconds) * Nanoseconds;

    /// <summary>⟨f⟩ over all rounds.</summary>
    /// <param name="observable">Which f.</param>
    public MeanWithError Mean(int observable) => MeanWithError.Merge([.. Rounds.Select(round => round.Means[observable])]);

    /// <summary>∂⟨f⟩ over all rounds.</summary>
    /// <param name="observable">Which f.</param>
    public MeanWithError Slope(int observable) => MeanWithError.Merge([.. Rounds.Select(round => round.Slopes[observable])]);

    /// <summary>Runs everyone once per round, in turn, so that a slow minute of the machine is shared by all.</summary>
    /// <param name="contenders">Who takes part.</param>
    /// <param name="rounds">How often, after the warm-up.</param>
    /// <param name="warmups">Rounds before, not counted: by then the just-in-time compiler has settled.</param>
    public static IReadOnlyList<Standing> Interleave(IReadOnlyList<IContender> contenders, int rounds, int warmups)
    {
        var measurements = contenders.Select(_ => new List<Measurement>()).ToArray();
        for (var round = -warmups; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                var measurement = contenders[i].Run(round + warmups);
                if (round >= 0)
                {
                    measurements[i].Add(measurement);
                }
            }
        }

        return [.. contenders.Select((contender, i) => new Standing(contender, measurements[i]))];
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
