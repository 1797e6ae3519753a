using System.Collections.Immutable;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>What one run of a contender cost and gave.</summary>
/// <param name="Nanoseconds">CPU time per update of one primal chain: other processes on the machine do not count.</param>
/// <param name="Updates">Updates of all its primal chains.</param>
/// <param name="Means">⟨f⟩ for the observables of the case.</param>
/// <param name="Slopes">∂⟨f⟩ for the same; 0 ± 0 where there is no alternative.</param>
internal sealed record Measurement(double Nanoseconds, long Updates, ImmutableArray<MeanWithError> Means, ImmutableArray<MeanWithError> Slopes)
{
    /// <summary>Variance of the first slope times CPU seconds: what does not depend on how many lanes ran.</summary>
    public double VarianceTime => Slopes[0].Error * Slopes[0].Error * Nanoseconds * 1e-9 * Updates;
}
