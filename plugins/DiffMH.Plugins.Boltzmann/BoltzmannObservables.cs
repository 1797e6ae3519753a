namespace DiffMH.Plugins.Boltzmann;

/// <summary>M, M² and B of the whole graph: sums of integers that a change of one spin changes locally, so that a draw costs nothing in the number of edges.</summary>
/// <remarks>
/// The energy is not among them: with real couplings it is no integer tally, and Σ Jₑ s_a s_b over all edges would be formed anew for every draw and every alternative.
/// </remarks>
public readonly struct BoltzmannObservables : ISiteObservables
{
    /// <summary>Names and units.</summary>
    public static IReadOnlyList<Observable> Names { get; } = [new("magnetization", "spins"), new("magnetization^2", "spins^2"), new("bond_sum")];

    /// <inheritdoc/>
    public void Observe<T>(ReadOnlySpan<long> tallies, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        double spins = tallies[BoltzmannTally.Spins];
        (values[0], values[1], values[2]) = (T.Constant(spins), T.Constant(spins * spins), T.Constant(tallies[BoltzmannTally.Bonds]));
    }
}
