using System.Globalization;

namespace DiffMH.Plugins.Tuning;

/// <summary>g(x) = Σₖ wₖ σₖ⁻ᵈ exp(−|x − μₖ|² / 2σₖ²).</summary>
public readonly struct MixtureTarget : IVectorTarget
{
    private readonly double[] means;
    private readonly double[] deviations;
    private readonly double[] weights;

    /// <summary>The density of these components.</summary>
    /// <exception cref="SettingException">The lists do not fit each other.</exception>
    public MixtureTarget(MixtureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Dimension = settings.Dimension;
        var components = settings.Means.Count / Dimension;
        if (components < 1 || components * Dimension != settings.Means.Count)
        {
            throw new SettingException("means", string.Create(CultureInfo.InvariantCulture, $"found {settings.Means.Count} numbers; there must be {Dimension} for each component."));
        }

        means = settings.Means.Values.ToArray();
        deviations = Listed.Of("deviations", settings.Deviations, components, "components");
        weights = Listed.Of("weights", settings.Weights, components, "components");
        Listed.Of("start", settings.Start, Dimension, "coordinates");
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <summary>An exact draw: a component by its weight, then a Gaussian about its mean.</summary>
    public static void Draw(MixtureSettings settings, Span<double> x, ref RandomStream stream)
    {
        var target = new MixtureTarget(settings);
        var (component, rest) = (0, stream.NextUniform() * target.weights.Sum());
        while (component < target.weights.Length - 1 && rest >= target.weights[component])
        {
            rest -= target.weights[component++];
        }

        for (var i = 0; i < x.Length; i++)
        {
            x[i] = target.means[(component * x.Length) + i] + (target.deviations[component] * stream.NextNormal());
        }
    }

    /// <inheritdoc/>
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        // Relative to the component that is largest at x, so that nothing underflows where all are small.
        var (peak, sum) = (Log(0, x), T.Constant(0));
        for (var k = 1; k < weights.Length; k++)
        {
            var log = Log(k, x);
            peak = T.Select(log - peak, log, peak);
        }

        for (var k = 0; k < weights.Length; k++)
        {
            sum += T.Exp(Log(k, x) - peak);
        }

        return peak + T.Log(sum);
    }

    private T Log<T>(int component, ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        var squares = T.Constant(0);
        for (var i = 0; i < x.Length; i++)
        {
            var z = (1 / deviations[component]) * (x[i] - T.Constant(means[(component * x.Length) + i]));
            squares += z * z;
        }

        return T.Constant(Math.Log(weights[component]) - (x.Length * Math.Log(deviations[component]))) - (0.5 * squares);
    }
}
