namespace DiffMH.Tests.Kernels;

/// <summary>Observables of the state after a step, as some that could look at the step.</summary>
/// <param name="observables">What is observed.</param>
internal readonly struct LookingBack<TObservables>(TObservables observables) : IVectorPairObservables
    where TObservables : struct, IVectorObservables
{
    public bool IsContinuous => observables.IsContinuous;

    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> next, bool accepted, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T> => observables.Observe(next, theta, values);
}
