using System.Runtime.CompilerServices;
using DiffMH.Engine.Objectives;

namespace DiffMH.Engine.Kernels;

/// <summary>Observables of a state on sites, and behind them those that an objective adds.</summary>
/// <typeparam name="TObservables">The model's own.</typeparam>
/// <param name="observables">The model's own.</param>
/// <param name="derived">Those added.</param>
internal readonly struct DerivedSiteObservables<TObservables>(TObservables observables, DerivedObservables derived) : ISiteObservables
    where TObservables : struct, ISiteObservables
{
    private readonly TObservables observables = observables;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe<T>(ReadOnlySpan<long> tallies, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        observables.Observe(tallies, theta, values[..derived.Own]);
        derived.Fill(values, theta);
    }
}
