using System.Globalization;

namespace DiffMH.Plugins.Mixture;

/// <summary>Mixture of spherical Gaussians in d dimensions: g_θ(x) = Σₖ wₖ/σₖᵈ exp(−|x − μₖ|²/2σₖ²), θ = (μ, σ, w), μ and σ in units of x.</summary>
/// <remarks>Its cousin in <c>DiffMH.Plugins.Tuning</c> has plain numbers instead of θ, so that its start may be an exact draw. Plugins do not share code.</remarks>
public readonly struct GaussianMixture : IVectorTarget
{
    private readonly Components components;

    /// <summary>The density of one point.</summary>
    /// <exception cref="SettingException">The lists do not fit each other.</exception>
    public GaussianMixture(GaussianMixtureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (components, Dimension) = (settings.Components, settings.Dimension);
        if (settings.Start.Count != 1 && settings.Start.Count != Dimension)
        {
            throw new SettingException("start", string.Create(CultureInfo.InvariantCulture, $"found {settings.Start.Count} numbers for {Dimension} coordinates; give one per coordinate, or one for all."));
        }
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => components.LogSum(x, theta);
}
