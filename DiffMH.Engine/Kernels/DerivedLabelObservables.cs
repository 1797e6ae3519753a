using DiffMH.Engine.Objectives;

namespace DiffMH.Engine.Kernels;

/// <summary>Observables of a label, and behind them those that an objective adds.</summary>
/// <typeparam name="TObservables">The model's own.</typeparam>
/// <param name="observables">The model's own.</param>
/// <param name="derived">Those added.</param>
internal readonly struct DerivedLabelObservables<TObservables>(TObservables observables, DerivedObservables derived) : ILabelObservables
    where TObservables : struct, ILabelObservables
{
    private readonly TObservables observables = observables;

    /// <inheritdoc/>
    public void Observe<T>(int label, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        observables.Observe(label, theta, values[..derived.Own]);
        derived.Fill(values, theta);
    }
}
