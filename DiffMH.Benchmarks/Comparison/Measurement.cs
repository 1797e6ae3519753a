namespace DiffMH.Benchmarks.Comparison;

/// <summary>What one run of a kernel cost and gave.</summary>
/// <param name="Nanoseconds">CPU time of the process per update of a primal chain: other processes on the machine do not count.</param>
/// <param name="Energy">⟨E⟩.</param>
/// <param name="Slope">∂⟨E⟩/∂T; 0 ± 0 where the kernel has no alternative.</param>
/// <param name="EnergySquared">⟨E²⟩.</param>
/// <param name="SlopeSquared">∂⟨E²⟩/∂T.</param>
internal sealed record Measurement(double Nanoseconds, MeanWithError Energy, MeanWithError Slope, MeanWithError EnergySquared, MeanWithError SlopeSquared);
