namespace DiffMH.Client.Commands;

/// <summary>What <c>extend</c> was asked to do.</summary>
/// <param name="Of">Which sweep is the smaller one.</param>
/// <param name="File">The sweep file of the larger one; null where only the number of replicates grows.</param>
/// <param name="Replicates">How many replicates the larger one has; null where a file says it.</param>
/// <param name="Overrides">Overrides of the file as <c>path=value</c>.</param>
/// <param name="Plugins">The folder of built plugins, against which the larger one is checked.</param>
public sealed record ExtendRequest(SweepRequest Of, string? File, int? Replicates, IReadOnlyList<string> Overrides, string Plugins);
