using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>The coupling of one point.</summary>
/// <param name="Offer">Which one, and where it is from.</param>
/// <param name="Strength">With which probability each step couples; null for always.</param>
internal sealed record CouplingChoice(CouplingOffer Offer, double? Strength);
