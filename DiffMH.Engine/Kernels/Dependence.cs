namespace DiffMH.Engine.Kernels;

/// <summary>A number of which is known only whether it may change with the parameters that a derivative is taken for.</summary>
/// <param name="Depends">Whether it may.</param>
/// <remarks>A formula cannot branch on numbers whose values it does not get: what holds here holds at every state and θ.</remarks>
internal readonly record struct Dependence(bool Depends) : IScalar<Dependence>
{
    /// <inheritdoc/>
    /// <exception cref="NoSingleValueException">Always.</exception>
    public double Value => throw new NoSingleValueException();

    /// <summary>Whether observables of a step may change with a parameter at fixed decisions; if not, their derivative need not be taken at every draw.</summary>
    /// <param name="observables">What is averaged.</param>
    /// <param name="count">k.</param>
    /// <param name="dimension">d.</param>
    /// <param name="parameters">How many of θ are the model's.</param>
    /// <param name="wrt">Positions in θ of the p parameters a derivative is taken for; states move with those beyond the model's.</param>
    /// <returns>True too where a formula asks for the value of a number.</returns>
    public static bool Of<TObservables>(TObservables observables, int count, int dimension, int parameters, int[] wrt)
        where TObservables : struct, ITransitionObservables
    {
        var (x, theta, values) = (new Dependence[dimension], new Dependence[parameters], new Dependence[2 * count]);
        Array.Fill(x, new(wrt.Any(position => position >= parameters)));
        foreach (var position in wrt.Where(position => position < parameters))
        {
            theta[position] = new(true);
        }

        try
        {
            observables.Observe(x, x, accepted: false, (ReadOnlySpan<Dependence>)theta, values.AsSpan(0, count));
            observables.Observe(x, x, accepted: true, (ReadOnlySpan<Dependence>)theta, values.AsSpan(count));
            return values.Any(value => value.Depends);
        }
        catch (Exception)
        {
            return true;   // whatever else it throws it throws for numbers too, where it is told
        }
    }

    /// <inheritdoc/>
    public static Dependence Constant(double value) => default;

    /// <inheritdoc/>
    public static Dependence operator +(Dependence a, Dependence b) => new(a.Depends || b.Depends);

    /// <inheritdoc/>
    public static Dependence operator -(Dependence a, Dependence b) => new(a.Depends || b.Depends);

    /// <inheritdoc/>
    public static Dependence operator -(Dependence a) => a;

    /// <inheritdoc/>
    public static Dependence operator *(Dependence a, Dependence b) => new(a.Depends || b.Depends);

    /// <inheritdoc/>
    public static Dependence operator *(double a, Dependence b) => b;

    /// <inheritdoc/>
    public static Dependence operator /(Dependence a, Dependence b) => new(a.Depends || b.Depends);

    /// <inheritdoc/>
    public static Dependence Exp(Dependence a) => a;

    /// <inheritdoc/>
    public static Dependence Log(Dependence a) => a;

    /// <inheritdoc/>
    public static Dependence Sqrt(Dependence a) => a;

    /// <inheritdoc/>
    public static Dependence XLogX(Dependence a) => a;

    /// <inheritdoc/>
    public static Dependence Select(Dependence test, Dependence ifNonNegative, Dependence otherwise) => new(ifNonNegative.Depends || otherwise.Depends);
}
