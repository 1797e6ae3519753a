namespace DiffMH.Plugins.Sensitivity;

/// <summary>μ and σ, in the units of the observations.</summary>
public readonly struct NormalObservables : IVectorObservables
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<Observable> Names { get; } = [new("mu"), new("sigma")];

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => (values[0], values[1]) = (x[0], T.Exp(x[1]));
}
