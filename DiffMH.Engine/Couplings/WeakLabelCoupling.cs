namespace DiffMH.Engine.Couplings;

/// <summary>Labels: another coupling with a given probability, else y′ ~ q(y, ·) afresh while y ≠ x.</summary>
/// <typeparam name="TProposal">Any proposal of labels.</typeparam>
/// <typeparam name="TCoupling">The other coupling.</typeparam>
/// <param name="strength">The probability, below 1.</param>
/// <remarks>Keeps the marginal because the coin knows nothing of x′. Gains: P(meet) is the strength times the other coupling's, but for meetings by chance.</remarks>
public readonly struct WeakLabelCoupling<TProposal, TCoupling>(double strength) : ILabelCoupling<TProposal>
    where TProposal : struct, ILabelProposal
    where TCoupling : struct, ILabelCoupling<TProposal>
{
    /// <inheritdoc/>
    public int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream) => stream.NextUniform() < strength
        ? default(TCoupling).Couple(proposal, x, proposed, y, ref stream)
        : default(IndependentLabelCoupling<TProposal>).Couple(proposal, x, proposed, y, ref stream);
}
