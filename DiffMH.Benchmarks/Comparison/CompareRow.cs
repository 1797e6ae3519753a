namespace DiffMH.Benchmarks.Comparison;

/// <summary>One line of the comparison: medians of interleaved runs.</summary>
/// <param name="Target">What was computed.</param>
/// <param name="Who">Who did.</param>
/// <param name="NanosecondsPerUpdate">CPU time per update of one primal chain (a site, or a step) with all its alternatives.</param>
/// <param name="NanosecondsPerAlternative">The same, divided by M; null where there is no alternative.</param>
/// <param name="VarianceSeconds">Variance of the derivative × CPU seconds, in units of the derivative squared times seconds; null where there is no alternative.</param>
/// <param name="TimeRatio">Time per update as a multiple of the first contender's: of scalar C, or of one thread; null without a compiler.</param>
/// <param name="Least">The least of these ratios over the rounds.</param>
/// <param name="Most">The greatest.</param>
/// <param name="VarianceSecondsRatio">Variance × time as a multiple of the first contender's; null without a compiler or an alternative.</param>
/// <param name="Mean">The first observable's mean.</param>
/// <param name="Derivative">Its derivative; null where there is no alternative.</param>
internal sealed record CompareRow(
    string Target,
    string Who,
    double NanosecondsPerUpdate,
    double? NanosecondsPerAlternative,
    double? VarianceSeconds,
    double? TimeRatio,
    double? Least,
    double? Most,
    double? VarianceSecondsRatio,
    MeanWithError Mean,
    MeanWithError? Derivative)
{
    /// <summary>The row of a contender.</summary>
    /// <param name="task">What was computed.</param>
    /// <param name="own">Its rounds.</param>
    /// <param name="first">Those of the first contender.</param>
    public static CompareRow Of(ComparisonCase task, Standing own, Standing first)
    {
        var (isCoupled, hasRatio) = (own.Contender.Alternatives > 0, task.HasYardstick);
        double[] ratios = [.. own.Rounds.Zip(first.Rounds, (mine, other) => mine.Nanoseconds / other.Nanoseconds)];
        return new(
            task.Target,
            own.Contender.Name,
            own.Nanoseconds,
            isCoupled ? own.Nanoseconds / own.Contender.Alternatives : null,
            isCoupled ? own.VarianceTime : null,
            hasRatio ? Standing.Median(ratios) : null,
            hasRatio ? ratios.Min() : null,
            hasRatio ? ratios.Max() : null,
            hasRatio && isCoupled ? own.VarianceTime / first.VarianceTime : null,
            own.Mean(0),
            isCoupled ? own.Slope(0) : null);
    }
}
