namespace DiffMH.Tests.Kernels;

/// <summary>The first coordinate, and one that depends on θ as well.</summary>
internal readonly struct RidgeObservables : IVectorObservables
{
    public bool IsContinuous => true;

    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        values[0] = x[0];
        values[1] = T.Exp(-(x[^1] * theta[1])) * T.Log(T.Constant(1) + (x[0] * x[0])) - theta[0];
    }
}
