namespace DiffMH;

/// <summary>Observables of a site model: k named numbers computed from the integer tallies of a state, and possibly from θ directly.</summary>
public interface ISiteObservables
{
    /// <summary>Writes all k observables of one state.</summary>
    /// <param name="tallies">The state's tallies, exact integers.</param>
    /// <param name="theta">All parameters of the model.</param>
    /// <param name="values">k numbers to fill, in the order in which the names were registered.</param>
    void Observe<T>(ReadOnlySpan<long> tallies, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>;
}
