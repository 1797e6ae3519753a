namespace DiffMH.Client.Results.Document;

/// <summary>What a sweep gave: the document of <c>-o json</c> and of <c>summary.json</c>, from which tables and reports are made.</summary>
/// <param name="Sweep">The sweep as a whole.</param>
/// <param name="Points">Its points in the order of their indices.</param>
public sealed record SummaryDocument(SweepSummary Sweep, IReadOnlyList<PointSummary> Points)
{
    /// <summary>The document of a sweep.</summary>
    /// <param name="sweep">What was asked.</param>
    /// <param name="state">How far it is.</param>
    /// <param name="results">What the points gave.</param>
    /// <param name="wall">How long it was at work.</param>
    /// <param name="digest">The digest of its trace; null while it is unfinished.</param>
    public static SummaryDocument From(FrozenSweep sweep, RunState state, IEnumerable<PointResult> results, TimeSpan wall, string? digest)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var seconds = Math.Round(wall.TotalSeconds, 3);
        return new(
            new(sweep.Id, sweep.Name, state, sweep.Points[0].Seed, seconds, digest, sweep.Kernels.IsDefaultOrEmpty ? null : sweep.Kernels),
            [.. results.OrderBy(result => result.Point).Select(PointSummary.From)]);
    }
}
