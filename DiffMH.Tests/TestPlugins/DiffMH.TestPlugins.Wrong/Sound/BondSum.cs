namespace DiffMH.TestPlugins.Wrong;

/// <summary>Σ s s′.</summary>
public readonly struct BondSum : ISiteObservables
{
    /// <summary>Its name.</summary>
    public static IReadOnlyList<Observable> Names { get; } = [new("bonds")];

    /// <inheritdoc/>
    public void Observe<T>(ReadOnlySpan<long> tallies, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => values[0] = T.Constant(tallies[0]);
}
