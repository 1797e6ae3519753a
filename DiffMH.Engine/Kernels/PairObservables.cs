using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>Observables of the states before and after a step, and of its decision.</summary>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <param name="observables">What is averaged.</param>
public readonly struct PairObservables<TObservables>(TObservables observables) : ITransitionObservables
    where TObservables : struct, IVectorPairObservables
{
    private readonly TObservables observables = observables;

    /// <inheritdoc/>
    public bool LooksBack => true;

    /// <inheritdoc/>
    public bool IsContinuous => observables.IsContinuous;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> next, bool accepted, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => observables.Observe(x, next, accepted, theta, values);
}
