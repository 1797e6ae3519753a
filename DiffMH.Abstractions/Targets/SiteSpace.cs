using System.Collections.Immutable;

namespace DiffMH;

/// <summary>What a state of a site target is: a value on each site of a graph, summarised by integer tallies.</summary>
/// <param name="Graph">The sites and the neighbourhoods that <see cref="ISiteTarget.Class"/> or <see cref="IFreeSiteTarget.LogRatio"/> reads.</param>
/// <param name="Values">How many values a site can have, 2 … 256.</param>
/// <param name="Classes">How many classes of change there are; <see cref="ISiteTarget.Class"/> returns 0 … Classes − 1. 0 for an <see cref="IFreeSiteTarget"/>, which has none.</param>
/// <param name="ReferenceTallies">The tallies of the state in which every site has value 0.</param>
public sealed record SiteSpace(SiteGraph Graph, int Values, int Classes, ImmutableArray<long> ReferenceTallies);
