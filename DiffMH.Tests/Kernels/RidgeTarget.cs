namespace DiffMH.Tests.Kernels;

/// <summary>A density that uses every operation of a scalar, with an edge, kinks, and plateaus to either side of a, between which there are ties with a score at a = 0; θ = (a, b).</summary>
/// <param name="dimension">d.</param>
internal readonly struct RidgeTarget(int dimension) : IVectorTarget
{
    public int Dimension => dimension;

    public bool IsContinuous => false;

    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var sum = T.Constant(0);
        for (var i = 0; i < x.Length; i++)
        {
            var z = (x[i] - theta[0]) / theta[1];
            var bell = (z * z) - (0.25 * T.XLogX(z)) + (T.Exp(-z * z) * T.Sqrt(T.Constant(1) + (z * z)));
            var plateau = T.Constant(1) + T.Select(z, theta[0], -theta[0]);
            sum += T.Select(T.Constant(0.25) - (z * z), plateau, bell);
        }

        var edge = T.Constant(2.5) - x[0];
        return T.Select(edge, -0.5 * sum, T.Constant(double.NegativeInfinity)) + (0.1 * T.Log(theta[1]));
    }
}
