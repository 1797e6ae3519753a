namespace DiffMH.TestPlugins.Wrong;

/// <summary>Says for which proposal <see cref="WeakMirrorCoupling{TProposal}"/> is.</summary>
public interface IMirroredWalk : IVectorProposal;
