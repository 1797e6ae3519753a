namespace DiffMH.Engine.Verification;

/// <summary>log g_θ(x) as a function of θ and x.</summary>
/// <param name="target">g.</param>
/// <param name="parameters">How many numbers θ has.</param>
internal sealed class VectorDensity(IVectorTarget target, int parameters) : IScalarFunction
{
    public string Name => "the log density";

    public int Outputs => 1;

    public void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T> => outputs[0] = target.LogDensity(inputs[parameters..], inputs[..parameters]);
}
