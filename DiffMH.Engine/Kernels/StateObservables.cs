using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>Observables of the state after a step.</summary>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <param name="observables">What is averaged.</param>
public readonly struct StateObservables<TObservables>(TObservables observables) : ITransitionObservables
    where TObservables : struct, IVectorObservables
{
    private readonly TObservables observables = observables;

    /// <inheritdoc/>
    public bool LooksBack => false;

    /// <inheritdoc/>
    public bool IsContinuous => observables.IsContinuous;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> next, bool accepted, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => observables.Observe(next, theta, values);
}
