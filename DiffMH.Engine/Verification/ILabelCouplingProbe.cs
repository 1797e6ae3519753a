namespace DiffMH.Engine.Verification;

/// <summary>A coupling of labels whose proposal is no longer a type parameter.</summary>
internal interface ILabelCouplingProbe
{
    /// <inheritdoc cref="ILabelCoupling{TProposal}.Couple"/>
    int Couple(int x, int proposed, int y, ref RandomStream stream);
}
