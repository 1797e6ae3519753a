using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>The key <c>proposal</c>, read as far as it is right.</summary>
/// <param name="Definition">The proposal.</param>
/// <param name="Settings">Its settings; null where they are wrong.</param>
internal sealed record ProposalChoice(ProposalDefinition Definition, SettingsBinding? Settings);
