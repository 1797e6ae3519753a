namespace DiffMH;

/// <summary>A site proposal whose value does not depend on the present one, so that two chains can be given the same.</summary>
public interface IFreshValue : ISiteProposal;
