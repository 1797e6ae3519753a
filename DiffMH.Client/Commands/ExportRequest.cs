namespace DiffMH.Client.Commands;

/// <summary>What <c>export</c> was asked to do.</summary>
/// <param name="Of">The sweep; how its results are printed means nothing here.</param>
/// <param name="What">Which table.</param>
/// <param name="As">In what format.</param>
/// <param name="Out">The file; null for standard output.</param>
public sealed record ExportRequest(SweepRequest Of, ExportedTable What, TableFormat As, string? Out);
