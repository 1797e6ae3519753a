namespace DiffMH.TestPlugins.Wrong;

/// <summary>Says for which proposal <see cref="SidedCoupling{TProposal}"/> is.</summary>
public interface ISidedWalk : IVectorProposal;
