namespace DiffMH.TestPlugins.Wrong;

/// <summary>Wrong: draws afresh where the chains are equal, and parts them again.</summary>
/// <typeparam name="TProposal">The proposal.</typeparam>
public readonly struct NervousCoupling<TProposal> : ILabelCoupling<TProposal>
    where TProposal : struct, INervousLabel
{
    /// <inheritdoc/>
    public int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream) => proposal.Propose(y, ref stream);
}
