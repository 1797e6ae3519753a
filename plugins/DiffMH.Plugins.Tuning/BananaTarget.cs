using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Tuning;

/// <summary>log g(x) = −½ (x₀/σ)² − ½ (x₁ − b (x₀² − σ²))²: x₀ ~ N(0, σ²), and x₁ ~ N(b (x₀² − σ²), 1) given x₀.</summary>
/// <remarks>The twisted Gaussian of Haario, Saksman and Tamminen (Computational Statistics 14, 1999), shifted to mean 0.</remarks>
public readonly struct BananaTarget : IVectorTarget
{
    private readonly double deviation;
    private readonly double bend;

    /// <summary>The density of this length and bend.</summary>
    public BananaTarget(BananaSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (deviation, bend) = (settings.Deviation, settings.Bend);
        Listed.Of("start", settings.Start, Dimension, "coordinates");
    }

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <summary>An exact draw.</summary>
    public static void Draw(BananaSettings settings, Span<double> x, ref RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        x[0] = settings.Deviation * stream.NextNormal();
        x[1] = (settings.Bend * ((x[0] * x[0]) - (settings.Deviation * settings.Deviation))) + stream.NextNormal();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var along = (1 / deviation) * x[0];
        var across = x[1] - (bend * ((x[0] * x[0]) - T.Constant(deviation * deviation)));
        return -0.5 * ((along * along) + (across * across));
    }
}
