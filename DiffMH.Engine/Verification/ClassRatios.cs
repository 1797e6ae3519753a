namespace DiffMH.Engine.Verification;

/// <summary>The log ratios of all classes of change as functions of θ.</summary>
/// <param name="target">The density.</param>
internal sealed class ClassRatios(ISiteTarget target) : IScalarFunction
{
    public string Name => "the log ratio of a class of change";

    public int Outputs => target.Space.Classes;

    public void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T>
    {
        for (var change = 0; change < outputs.Length; change++)
        {
            outputs[change] = target.LogRatio(change, inputs);
        }
    }
}
