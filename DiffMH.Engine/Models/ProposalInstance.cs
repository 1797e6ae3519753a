namespace DiffMH.Engine.Models;

/// <summary>A proposal with its settings applied.</summary>
/// <param name="Proposal">An <see cref="ILabelProposal"/>, an <see cref="ISiteProposal"/> or an <see cref="IVectorProposal"/>.</param>
/// <param name="Theta">Its own parameters, which are fixed for a run.</param>
internal sealed record ProposalInstance(object Proposal, Vector Theta);
