namespace DiffMH.Tests.Kernels;

/// <summary>f(x) = x.</summary>
internal readonly struct CoordinateItself : IVectorObservables
{
    public bool IsContinuous => true;

    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => values[0] = x[0];
}
