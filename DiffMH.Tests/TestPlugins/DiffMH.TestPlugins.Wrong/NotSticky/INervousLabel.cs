namespace DiffMH.TestPlugins.Wrong;

/// <summary>Says for which proposal <see cref="NervousCoupling{TProposal}"/> is.</summary>
public interface INervousLabel : ILabelProposal;
