namespace DiffMH.Benchmarks.Comparison;

/// <summary>One line of the comparison: medians of interleaved runs.</summary>
/// <param name="Target">What was computed.</param>
/// <param name="Who">Who did.</param>
/// <param name="NanosecondsPerUpdate">CPU time per update of one primal chain (a site, or a step) with all its alternatives.</param>
/// <param name="NanosecondsPerAlternative">The same, divided by M; null where there is no alternative.</param>
/// <param name="VarianceSeconds">Variance of the derivative × CPU seconds, in units of the derivative squared times seconds; null where there is no alternative.</param>
/// <param name="TimeToC">CPU time per update as a multiple of the first contender's, which is scalar C; null without a compiler.</param>
/// <param name="Least">The least of these ratios over the rounds.</param>
/// <param name="Most">The greatest.</param>
/// <param name="VarianceSecondsToC">Variance × time as a multiple of scalar C's; null without a compiler or an alternative.</param>
/// <param name="Mean">The first observable's mean.</param>
/// <param name="Derivative">Its derivative; null where there is no alternative.</param>
internal sealed record CompareRow(
    string Target,
    string Who,
    double NanosecondsPerUpdate,
    double? NanosecondsPerAlternative,
    double? VarianceSeconds,
    double? TimeToC,
    double? Least,
    double? Most,
    double? VarianceSecondsToC,
    MeanWithError Mean,
    MeanWithError? Derivative)
{
    /// <summary>The row of a contender.</summary>
    /// <param name="target">What was computed.</param>
    /// <param name="own">Its rounds.</param>
    /// <param name="c">Those of scalar C; null where there are none.</param>
    public static CompareRow Of(string target, Standing own, Standing? c)
    {
        var alternatives = own.Contender.Alternatives;
        double[] ratios = c is null ? [] : [.. own.Rounds.Zip(c.Rounds, (mine, other) => mine.Nanoseconds / other.Nanoseconds)];
        return new(
            target,
            own.Contender.Name,
            own.Nanoseconds,
            alternatives > 0 ? own.Nanoseconds / alternatives : null,
            alternatives > 0 ? own.VarianceTime : null,
            c is null ? null : Standing.Median(ratios),
            c is null ? null : ratios.Min(),
            c is null ? null : ratios.Max(),
            c is null || alternatives == 0 ? null : own.VarianceTime / c.VarianceTime,
            own.Mean(0),
            alternatives > 0 ? own.Slope(0) : null);
    }
}
