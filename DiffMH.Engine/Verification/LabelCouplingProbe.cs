namespace DiffMH.Engine.Verification;

/// <summary>A coupling of labels with its proposal.</summary>
/// <param name="proposal">The proposal.</param>
/// <param name="coupling">The coupling.</param>
internal sealed class LabelCouplingProbe<TProposal, TCoupling>(TProposal proposal, TCoupling coupling) : ILabelCouplingProbe
    where TProposal : struct, ILabelProposal
    where TCoupling : struct, ILabelCoupling<TProposal>
{
    public int Couple(int x, int proposed, int y, ref RandomStream stream) => coupling.Couple(proposal, x, proposed, y, ref stream);
}
