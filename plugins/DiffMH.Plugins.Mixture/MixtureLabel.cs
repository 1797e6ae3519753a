namespace DiffMH.Plugins.Mixture;

/// <summary>Which component produced an observation: g_θ(i) = wᵢ/σᵢ exp(−(o − μᵢ)²/2σᵢ²), θ = (o, μ, σ, w).</summary>
/// <param name="settings">How many components, and where their parameters stand in θ.</param>
public readonly struct MixtureLabel(MixtureSettings settings) : ILabelTarget
{
    /// <inheritdoc/>
    public int Labels => settings.Means.Count;

    /// <inheritdoc/>
    public T LogDensity<T>(int label, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var deviation = settings.Deviations.Of(theta, label);
        var z = (settings.Observation.Of(theta) - settings.Means.Of(theta, label)) / deviation;
        var logDensity = (-0.5 * (z * z)) - T.Log(deviation);
        return settings.Weights.Count == 0 ? logDensity : logDensity + T.Log(settings.Weights.Of(theta, label));
    }
}
