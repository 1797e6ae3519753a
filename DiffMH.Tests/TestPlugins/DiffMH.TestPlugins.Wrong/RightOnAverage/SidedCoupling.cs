namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: y′ is drawn towards x, on either side of it by as much, so that its law is right on average over the pairs only.</summary>
/// <typeparam name="TProposal">The proposal.</typeparam>
public readonly struct SidedCoupling<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, ISidedWalk
{
    /// <inheritdoc/>
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        proposal.Draw(noise, ref stream);
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] += 0.3 * Math.Sign(primal.From[i].Value - y[i].Value);
        }

        proposal.Propose(y, noise, primal.Theta, suggestion);
        return false;
    }
}
