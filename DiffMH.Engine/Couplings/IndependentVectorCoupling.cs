namespace DiffMH.Engine.Couplings;

/// <summary>Vectors: y′ ~ q(y, ·) afresh.</summary>
/// <typeparam name="TProposal">Any proposal of vectors.</typeparam>
/// <remarks>Keeps the marginal because the draw is its own. The chains practically never meet.</remarks>
public readonly struct IndependentVectorCoupling<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, IVectorProposal
{
    /// <inheritdoc/>
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        proposal.Draw(noise, ref stream);
        proposal.Propose(y, noise, primal.Theta, suggestion);
        return false;
    }
}
