namespace DiffMH.TestPlugins.Wrong;

/// <summary>Says for which proposal <see cref="EavesdroppingCoupling{TProposal}"/> is.</summary>
public interface ILeakyWalk : IVectorProposal;
