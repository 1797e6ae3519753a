namespace DiffMH.Engine.Verification;

/// <summary>The observables of a label as functions of θ.</summary>
/// <param name="observables">The observables.</param>
/// <param name="label">The label.</param>
/// <param name="count">k.</param>
internal sealed class LabelObservation(ILabelObservables observables, int label, int count) : IScalarFunction
{
    public string Name => $"an observable of label {label}";

    public int Outputs => count;

    public void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T> => observables.Observe(label, inputs, outputs);
}
