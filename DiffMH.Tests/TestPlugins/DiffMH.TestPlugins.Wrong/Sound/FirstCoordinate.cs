namespace DiffMH.TestPlugins.Wrong;

/// <summary>x₀.</summary>
public readonly struct FirstCoordinate : IVectorObservables
{
    /// <summary>Its name.</summary>
    public static IReadOnlyList<Observable> Names { get; } = [new("x[0]")];

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => values[0] = x[0];
}
