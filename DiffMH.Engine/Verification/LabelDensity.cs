namespace DiffMH.Engine.Verification;

/// <summary>log g_θ(i) as a function of θ.</summary>
/// <param name="target">g.</param>
/// <param name="label">i.</param>
internal sealed class LabelDensity(ILabelTarget target, int label) : IScalarFunction
{
    public string Name => $"the log density of label {label}";

    public int Outputs => 1;

    public void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T> => outputs[0] = target.LogDensity(label, inputs);
}
