using System.Collections.Immutable;

namespace DiffMH.Client.Results.Document;

/// <summary>What became of a submission: the document of <c>submit -o json</c>.</summary>
/// <param name="Sweep">The sweep right after.</param>
/// <param name="Attached">Whether it had been submitted before.</param>
/// <param name="MissingPlugins">Plugins that no silo holds with the hash the sweep was checked against: points that need them fail.</param>
public sealed record SubmitDocument(SweepStatusSummary Sweep, bool Attached, ImmutableArray<PluginReference> MissingPlugins);
