namespace DiffMH.Engine.Verification;

/// <summary>log q(x′, x) − log q(x, x′) as a function of θ, x and x′.</summary>
/// <param name="proposal">q.</param>
/// <param name="parameters">How many numbers θ has.</param>
internal sealed class SuggestionRatio(IVectorProposal proposal, int parameters) : IScalarFunction
{
    public string Name => "the log ratio of the proposal";

    public int Outputs => 1;

    public void Evaluate<T>(ReadOnlySpan<T> inputs, Span<T> outputs)
        where T : struct, IScalar<T>
    {
        var states = inputs[parameters..];
        outputs[0] = proposal.LogRatio(states[..(states.Length / 2)], states[(states.Length / 2)..], inputs[..parameters]);
    }
}
