namespace DiffMH.Client.Commands;

/// <summary>What <c>results</c> was asked to do.</summary>
/// <param name="Of">The sweep.</param>
/// <param name="Out">The results folder to write; null for none.</param>
/// <param name="Plugins">The plugins folder, whose descriptions of densities the report has; it need not be there.</param>
public sealed record ResultsRequest(SweepRequest Of, string? Out, string Plugins);
