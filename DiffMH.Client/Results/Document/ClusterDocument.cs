using System.Collections.Immutable;

namespace DiffMH.Client.Results.Document;

/// <summary>The silos of a store: the document of <c>cluster status -o json</c>.</summary>
/// <param name="Store">The store.</param>
/// <param name="Silos">Its silos, by name.</param>
public sealed record ClusterDocument(string Store, ImmutableArray<SiloSummary> Silos)
{
    /// <summary>The document of what silos report.</summary>
    public static ClusterDocument Of(string store, ImmutableArray<SiloReport> silos) => new(store, [.. silos.Select(SiloSummary.Of)]);
}
