namespace DiffMH.Plugins.Ising;

/// <summary>Specific heat of the whole lattice: C = (⟨E²⟩ − ⟨E⟩²) / T².</summary>
/// <param name="settings">Where T stands in θ.</param>
public sealed class SpecificHeat(IsingSettings settings) : IObjective
{
    /// <summary>The objective's name.</summary>
    public const string Name = "specific_heat";

    /// <inheritdoc/>
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var energy = moments[IsingObservables.Energy];
        var temperature = settings.T.Of(theta);
        return (moments[IsingObservables.EnergySquared] - (energy * energy)) / (temperature * temperature);
    }
}
