namespace DiffMH;

/// <summary>Observables of a label: k named numbers, possibly depending on θ directly.</summary>
public interface ILabelObservables
{
    /// <summary>Writes all k observables of one label.</summary>
    /// <param name="label">The label, 0 … n − 1.</param>
    /// <param name="theta">All parameters of the model.</param>
    /// <param name="values">k numbers to fill, in the order in which the names were registered.</param>
    void Observe<T>(int label, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>;
}
