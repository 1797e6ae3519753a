namespace DiffMH.Client.Commands;

/// <summary>What <c>replay</c> was asked to do.</summary>
/// <param name="Of">Of which sweep, or of the sweep in which results folder.</param>
/// <param name="Plugins">The folder of built plugins.</param>
/// <param name="Share">Which part of the iterations is computed again, above 0, at most 1.</param>
/// <param name="Threads">How many of them at once, at least 1.</param>
public sealed record ReplayRequest(SweepRequest Of, string Plugins, double Share, int Threads);
