using System.Collections.Immutable;

namespace DiffMH.Client.Results.Document;

/// <summary>A silo.</summary>
/// <param name="Name">The name it was given.</param>
/// <param name="Address">Its address in the cluster.</param>
/// <param name="Version">The version of DiffMH it runs.</param>
/// <param name="Threads">How many threads it computes with.</param>
/// <param name="BusyShare">Which share of their time these have computed since its start, 0 … 1.</param>
/// <param name="BusySeconds">For how long, summed over threads.</param>
/// <param name="UpSeconds">Seconds since its start.</param>
/// <param name="Batches">Batches computed since its start.</param>
/// <param name="MathFingerprint">Silos that share it give the same bits.</param>
/// <param name="Plugins">What became of each folder in its plugins folder.</param>
public sealed record SiloSummary(
    string Name,
    string Address,
    string Version,
    int Threads,
    double BusyShare,
    double BusySeconds,
    double UpSeconds,
    long Batches,
    string MathFingerprint,
    ImmutableArray<PluginStatus> Plugins)
{
    /// <summary>The summary of a report.</summary>
    public static SiloSummary Of(SiloReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            report.Name,
            report.Address,
            report.Version,
            report.ComputeThreads,
            Math.Clamp(report.BusySeconds / Math.Max(1e-3, report.UpSeconds * report.ComputeThreads), 0, 1),
            Math.Round(report.BusySeconds, 3),
            Math.Round(report.UpSeconds, 3),
            report.Batches,
            report.MathFingerprint,
            report.Plugins);
    }
}
