namespace DiffMH.Benchmarks.Models;

/// <summary>Which of three components produced θ: g_θ(i) = exp(−(θ − μᵢ)²/2σ²) with μ = (−2.5, 2, 5), σ = 4 (arXiv:2306.07961).</summary>
internal readonly struct ThreeLabels : ILabelTarget, ILabelObservables
{
    private static ReadOnlySpan<double> Means => [-2.5, 2, 5];

    /// <inheritdoc/>
    public int Labels => Means.Length;

    /// <inheritdoc/>
    public T LogDensity<T>(int label, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var z = 0.25 * (theta[0] - T.Constant(Means[label]));
        return -0.5 * (z * z);
    }

    /// <inheritdoc/>
    public void Observe<T>(int label, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = T.Constant(i == label ? 1 : 0);
        }
    }
}
