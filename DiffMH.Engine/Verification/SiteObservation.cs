namespace DiffMH.Engine.Verification;

/// <summary>The observables of a state of sites as functions of θ.</summary>
/// <param name="observables">The observables.</param>
/// <param name="tallies">The state's tallies.</param>
/// <param name="count">k.</param>
internal sealed class SiteObservation(ISiteObservables observables, long[] tallies, int count) : IScalarFunction
{
    public string Name => $"an observable at the tallies {string.Join(", ", tallies)}";

    public int Outputs => count;

    public void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T> => observables.Observe(tallies, inputs, outputs);
}
