namespace DiffMH.Client.Results.Document;

/// <summary>What became of an extension: the document of <c>extend -o json</c>.</summary>
/// <param name="Sweep">The larger sweep right after.</param>
/// <param name="From">The id of the smaller one.</param>
/// <param name="TakenOver">How many points are also in the smaller sweep, maybe with fewer replicates: what it has committed of them is not computed again.</param>
public sealed record ExtendDocument(SweepStatusSummary Sweep, string From, int TakenOver);
