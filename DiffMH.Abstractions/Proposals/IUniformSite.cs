namespace DiffMH;

/// <summary>A site proposal whose every update visits an independent site, all equally likely, so that two chains may swap sites.</summary>
public interface IUniformSite : ISiteProposal;
