namespace DiffMH.Plugins.Mixture;

/// <summary>Which component produced an observation o in d dimensions: g_θ(i) = wᵢ/σᵢᵈ exp(−|o − μᵢ|²/2σᵢ²), θ = (o, μ, σ, w).</summary>
public readonly struct MixtureLabel : ILabelTarget
{
    private readonly Parameters observation;
    private readonly Components components;

    /// <summary>The posterior of one point.</summary>
    /// <exception cref="SettingException">The lists do not fit each other.</exception>
    public MixtureLabel(MixtureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (observation, components) = (settings.Observation, new(settings.Means, settings.Deviations, settings.Weights, settings.Observation.Count));
    }

    /// <inheritdoc/>
    public int Labels => components.Count;

    /// <inheritdoc/>
    public T LogDensity<T>(int label, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => components.Log(label, theta.Slice(observation.Offset, observation.Count), theta);
}
