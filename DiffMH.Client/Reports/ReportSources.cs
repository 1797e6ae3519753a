namespace DiffMH.Client.Reports;

/// <summary>What a report can tell beside question and answer, where somebody knows it.</summary>
public sealed record ReportSources
{
    /// <summary>The density of a point's model in one line; null where its plugin is not at hand.</summary>
    public Func<PointSpec, string?> Density { get; init; } = _ => null;

    /// <summary>What a point's settings make doubtful, with the remedy, in one line; null for nothing.</summary>
    public Func<PointSpec, string?> Doubt { get; init; } = _ => null;

    /// <summary>The objective of a point along its iterations, in few numbers; empty where it has none.</summary>
    public Func<int, IReadOnlyList<double>> Path { get; init; } = _ => [];

    /// <summary>From the name of a sweep file in the results folder, the command that computes it again.</summary>
    public Func<string, string> Command { get; init; } = file => $"diffmh run {file} --out again";
}
