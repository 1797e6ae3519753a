namespace DiffMH.TestPlugins.Rings;

/// <summary>Σ s s′ and Σ s.</summary>
public readonly struct RingTotals : ISiteObservables
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<Observable> Names { get; } = [new("bonds"), new("spins")];

    /// <inheritdoc/>
    public void Observe<T>(ReadOnlySpan<long> tallies, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => (values[0], values[1]) = (T.Constant(tallies[0]), T.Constant(tallies[1]));
}
