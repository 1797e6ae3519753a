namespace DiffMH.Engine.Verification;

/// <summary>x′ = T_θ(x, ε) as a function of θ and x.</summary>
/// <param name="proposal">T.</param>
/// <param name="noise">ε.</param>
/// <param name="parameters">How many numbers θ has.</param>
internal sealed class Suggestion(IVectorProposal proposal, double[] noise, int parameters) : IScalarFunction
{
    public string Name => "the suggestion";

    public int Outputs => noise.Length;

    public void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T> => proposal.Propose(inputs[parameters..], noise, inputs[..parameters], outputs);
}
