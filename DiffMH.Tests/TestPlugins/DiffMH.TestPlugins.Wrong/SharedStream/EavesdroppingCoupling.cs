namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: draws from the primal chain's stream, whose next number is the accept/reject coin.</summary>
/// <typeparam name="TProposal">The proposal.</typeparam>
public readonly struct EavesdroppingCoupling<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, ILeakyWalk
{
    /// <inheritdoc/>
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        var shared = StreamCopy.Left;
        UnitWalk.Draw(noise, ref shared);
        proposal.Propose(y, noise, primal.Theta, suggestion);
        return false;
    }
}
