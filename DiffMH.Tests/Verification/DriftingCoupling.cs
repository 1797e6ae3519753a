namespace DiffMH.Tests.Verification;

/// <summary>Wrong: y steps as x does, and a third of a step further.</summary>
/// <typeparam name="TProposal">A random walk.</typeparam>
public readonly struct DriftingCoupling<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, ISphericalWalk
{
    /// <inheritdoc/>
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = primal.Noise[i] + 0.3;
        }

        proposal.Propose(y, noise, primal.Theta, suggestion);
        return false;
    }
}
