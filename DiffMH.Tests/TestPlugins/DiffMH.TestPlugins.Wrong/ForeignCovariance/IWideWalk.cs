namespace DiffMH.TestPlugins.Wrong;

/// <summary>Says for which proposal <see cref="ForeignCovarianceCoupling{TProposal}"/> is.</summary>
public interface IWideWalk : IVectorProposal;
