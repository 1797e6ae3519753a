namespace DiffMH.Tests.Kernels;

/// <summary>x, and beyond 1.5 something no observable can be.</summary>
/// <param name="fault">What it gives: the name of a case of <see cref="VectorPackFaultTests"/>.</param>
internal readonly struct FaultyObservables(string fault) : IVectorObservables
{
    public bool IsContinuous => true;

    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => values[0] = fault switch
        {
            "observable" => x[0] + T.Select(x[0] - T.Constant(1.5), T.Constant(double.PositiveInfinity), T.Constant(0)),
            "derivative of observable" => x[0] + T.Select(x[0] - T.Constant(1.5), T.Sqrt(theta[0] - theta[0]), T.Constant(0)),
            "value of observable" => T.Constant(x[0].Value),
            _ => x[0],
        };
}
