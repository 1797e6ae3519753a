namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: y steps with the covariance of another proposal.</summary>
/// <typeparam name="TProposal">The proposal.</typeparam>
public readonly struct ForeignCovarianceCoupling<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, IWideWalk
{
    /// <inheritdoc/>
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = 1.3 * primal.Noise[i];
        }

        proposal.Propose(y, noise, primal.Theta, suggestion);
        return false;
    }
}
