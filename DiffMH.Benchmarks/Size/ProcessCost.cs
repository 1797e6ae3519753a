namespace DiffMH.Benchmarks.Size;

/// <summary>What a command has cost.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="FirstOutput">Seconds from its start to its first letter.</param>
/// <param name="PeakBytes">Its largest working set, looked at every 20 ms.</param>
/// <param name="Output">What it printed.</param>
internal sealed record ProcessCost(double Seconds, double FirstOutput, long PeakBytes, string Output);
