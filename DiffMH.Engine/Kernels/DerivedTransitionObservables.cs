using System.Runtime.CompilerServices;
using DiffMH.Engine.Objectives;

namespace DiffMH.Engine.Kernels;

/// <summary>Observables of a step of a vector, and behind them those that an objective adds.</summary>
/// <typeparam name="TObservables">The model's own.</typeparam>
/// <param name="observables">The model's own.</param>
/// <param name="derived">Those added.</param>
internal readonly struct DerivedTransitionObservables<TObservables>(TObservables observables, DerivedObservables derived) : ITransitionObservables
    where TObservables : struct, ITransitionObservables
{
    private readonly TObservables observables = observables;

    /// <inheritdoc/>
    public bool LooksBack => observables.LooksBack;

    /// <inheritdoc/>
    public bool IsContinuous => observables.IsContinuous && derived.IsContinuous;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> next, bool accepted, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        observables.Observe(x, next, accepted, theta, values[..derived.Own]);
        derived.Fill(values, theta);
    }
}
