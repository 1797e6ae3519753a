using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Tuning;

/// <summary>N(0, C): log g(x) = −½ |L⁻¹ x|², C = L Lᵀ.</summary>
public readonly struct GaussianTarget : IVectorTarget
{
    private readonly double[] inverse;   // L⁻¹ row by row up to the diagonal

    /// <summary>The density of these deviations and correlations.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public GaussianTarget(GaussianSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (inverse, Dimension) = (Factor.Of(settings).Inverse(), settings.Dimension);
        Listed.Of("start", settings.Start, Dimension, "coordinates");
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var (sum, entry) = (T.Constant(0), 0);
        for (var i = 0; i < x.Length; i++)
        {
            var z = T.Constant(0);
            for (var j = 0; j <= i; j++)
            {
                z += inverse[entry++] * x[j];
            }

            sum += z * z;
        }

        return -0.5 * sum;
    }
}
