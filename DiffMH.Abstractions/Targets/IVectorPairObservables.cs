namespace DiffMH;

/// <summary>Observables of two consecutive states of a chain of vectors and of the decision between them: k named numbers, possibly depending on θ directly.</summary>
/// <remarks>
/// Their averages depend on how the chain moves, not on its stationary distribution alone: autocovariances, jumps, the rate of acceptance.
/// One that looks at <c>next</c> alone is an observable of the state, as <see cref="IVectorObservables"/> has them. With <c>chain.thin</c>
/// above 1 the two states are the last two steps before the draw.
/// </remarks>
public interface IVectorPairObservables
{
    /// <summary>Whether every observable is continuous in x and in x⁺ at a given decision; kinks may be. See <see cref="IVectorTarget.IsContinuous"/>.</summary>
    bool IsContinuous { get; }

    /// <summary>Writes all k observables of one step x → x⁺.</summary>
    /// <param name="x">The state before the step, d numbers.</param>
    /// <param name="next">x⁺, the state after it, which is the draw; equal to x where the suggestion was rejected.</param>
    /// <param name="accepted">Whether the suggestion was accepted.</param>
    /// <param name="theta">All parameters of the model.</param>
    /// <param name="values">k numbers to fill, in the order in which the names were registered.</param>
    void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> next, bool accepted, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>;
}
