namespace DiffMH.Engine.Models;

/// <summary>A coupling that a model can use, and where it is from.</summary>
/// <param name="Coupling">The coupling.</param>
/// <param name="Plugin">The plugin that holds it; null where that is DiffMH itself or the model's own plugin.</param>
public sealed record CouplingOffer(CouplingDefinition Coupling, PluginReference? Plugin);
