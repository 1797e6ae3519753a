namespace DiffMH;

/// <summary>A site proposal on two values that always suggests the other one.</summary>
public interface IFlip : ISiteProposal;
