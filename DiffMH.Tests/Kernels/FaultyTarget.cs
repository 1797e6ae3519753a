namespace DiffMH.Tests.Kernels;

/// <summary>A Gaussian on ℝ that gives, beyond 1.5, something no density or score can be; before it, everything is well.</summary>
/// <param name="fault">What it gives: the name of a case of <see cref="VectorPackFaultTests"/>.</param>
internal readonly struct FaultyTarget(string fault) : IVectorTarget
{
    public int Dimension => 1;

    public bool IsContinuous => true;

    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var z = x[0] - theta[0];
        var bell = -0.5 * (z * z);
        return fault switch
        {
            "density NaN" => T.Select(x[0] - T.Constant(1.5), T.Constant(double.NaN), bell),
            "density infinite" => T.Select(x[0] - T.Constant(1.5), T.Constant(double.PositiveInfinity), bell),
            "score" => bell + T.Select(x[0] - T.Constant(1.5), T.Sqrt(theta[0] - theta[0]), T.Constant(0)),
            "start" => T.Select(x[0] - T.Constant(0.5), bell, T.Constant(double.NegativeInfinity)),
            "value" => T.Constant(bell.Value),
            "scalars" => typeof(T) == typeof(Real) || typeof(T) == typeof(Dual) ? bell : throw new NotSupportedException(),
            _ => bell,
        };
    }
}
