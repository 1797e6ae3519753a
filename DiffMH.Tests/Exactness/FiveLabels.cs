namespace DiffMH.Tests.Exactness;

/// <summary>log g_θ(i) = aᵢ + θ bᵢ + θ² cᵢ on five labels with arbitrary numbers.</summary>
/// <param name="a">Five numbers.</param>
/// <param name="b">Five numbers.</param>
/// <param name="c">Five numbers.</param>
public readonly struct FiveLabels(double[] a, double[] b, double[] c) : ILabelTarget
{
    public int Labels => 5;

    public T LogDensity<T>(int label, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => T.Constant(a[label]) + (b[label] * theta[0]) + (c[label] * (theta[0] * theta[0]));
}
