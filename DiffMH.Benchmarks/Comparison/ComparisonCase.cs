using System.Collections.Immutable;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>What several contenders compute, each in its own way.</summary>
/// <param name="Target">What is sampled, as the table shows it.</param>
/// <param name="Observables">Names f; the table shows ⟨f⟩ and ∂⟨f⟩ of the first.</param>
/// <param name="Parameter">What the derivative is taken for.</param>
/// <param name="Contenders">Who takes part.</param>
/// <param name="HasYardstick">Whether ratios are to the first of them: scalar C, or one thread.</param>
internal sealed record ComparisonCase(string Target, ImmutableArray<string> Observables, string Parameter, ImmutableArray<IContender> Contenders, bool HasYardstick) : IDisposable
{
    /// <summary>Ends what contenders keep running.</summary>
    public void Dispose()
    {
        foreach (var contender in Contenders.OfType<IDisposable>())
        {
            contender.Dispose();
        }
    }
}
