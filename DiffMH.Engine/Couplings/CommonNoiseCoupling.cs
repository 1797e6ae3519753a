namespace DiffMH.Engine.Couplings;

/// <summary>Vectors: the same noise, y′ = T(y, ε).</summary>
/// <typeparam name="TProposal">Any proposal of vectors.</typeparam>
/// <remarks>Keeps the marginal because ε depends on neither state. On continuous spaces the chains practically never meet: for comparison.</remarks>
public readonly struct CommonNoiseCoupling<TProposal> : IVectorCoupling<TProposal>
    where TProposal : struct, IVectorProposal
{
    /// <inheritdoc/>
    public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
    {
        proposal.Propose(y, primal.Noise, primal.Theta, suggestion);
        return false;
    }
}
