using System.Collections.Immutable;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>What several contenders compute, each in its own way.</summary>
/// <param name="Target">What is sampled, as the table shows it.</param>
/// <param name="Observables">Two names f; the table shows ⟨f⟩ and ∂⟨f⟩ of the first.</param>
/// <param name="Parameter">What the derivative is taken for.</param>
/// <param name="Contenders">Who takes part; ratios are to the first, where that is C.</param>
internal sealed record ComparisonCase(string Target, ImmutableArray<string> Observables, string Parameter, ImmutableArray<IContender> Contenders);
