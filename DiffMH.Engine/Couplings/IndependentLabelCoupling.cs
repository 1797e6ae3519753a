namespace DiffMH.Engine.Couplings;

/// <summary>Labels: y′ ~ q(y, ·) afresh while y ≠ x.</summary>
/// <typeparam name="TProposal">Any proposal of labels.</typeparam>
/// <remarks>Keeps the marginal because the draw is its own; the chains meet only by chance.</remarks>
public readonly struct IndependentLabelCoupling<TProposal> : ILabelCoupling<TProposal>
    where TProposal : struct, ILabelProposal
{
    /// <inheritdoc/>
    public int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream) =>
        x == y ? proposed : proposal.Propose(y, ref stream);
}
