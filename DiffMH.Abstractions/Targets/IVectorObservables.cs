namespace DiffMH;

/// <summary>Observables of a vector: k named numbers, possibly depending on θ directly.</summary>
public interface IVectorObservables
{
    /// <summary>Whether every observable is continuous in x; kinks may be. See <see cref="IVectorTarget.IsContinuous"/>.</summary>
    bool IsContinuous { get; }

    /// <summary>Writes all k observables of one state.</summary>
    /// <param name="x">The state, d numbers.</param>
    /// <param name="theta">All parameters of the model.</param>
    /// <param name="values">k numbers to fill, in the order in which the names were registered.</param>
    void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>;
}
