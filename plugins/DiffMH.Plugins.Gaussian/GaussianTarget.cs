using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Gaussian;

/// <summary>N(θ, Σ) with Σ = diag(σ²): log g(x) = −½ Σᵢ ((xᵢ − θᵢ)/σᵢ)². Units of θ and σ are those of x.</summary>
/// <param name="settings">Where θ and σ stand among the parameters.</param>
public readonly struct GaussianTarget(GaussianSettings settings) : IVectorTarget
{
    private readonly Parameters means = settings.Theta;
    private readonly Parameters deviations = settings.Deviations;

    /// <inheritdoc/>
    public int Dimension => means.Count;

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var sum = T.Constant(0);
        for (var i = 0; i < x.Length; i++)
        {
            var z = (x[i] - means.Of(theta, i)) / deviations.Of(theta, i);
            sum += z * z;
        }

        return -0.5 * sum;
    }
}
