namespace DiffMH.Plugins.Ising;

/// <summary>Susceptibility of the whole lattice: χ = (⟨M²⟩ − ⟨|M|⟩²) / T, the finite-lattice form that peaks near the transition.</summary>
/// <param name="settings">Where T stands in θ.</param>
public sealed class Susceptibility(IsingSettings settings) : IObjective
{
    /// <summary>The objective's name.</summary>
    public const string Name = "susceptibility";

    /// <inheritdoc/>
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var magnetization = moments[IsingObservables.AbsMagnetization];
        return (moments[IsingObservables.MagnetizationSquared] - (magnetization * magnetization)) / settings.T.Of(theta);
    }
}
