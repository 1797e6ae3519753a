using System.Collections.Immutable;

namespace DiffMH;

/// <summary>The silos of a cluster, for those who ask all the time: a thousand silos that each tell all others of a thousand every two seconds would fill a network.</summary>
/// <param name="Edition">Another where silos have come or gone, or hold other plugins; of no meaning by itself.</param>
/// <param name="Silos">The silos, by name; null where the edition is that which was asked about.</param>
[GenerateSerializer, Immutable]
public sealed record SilosEdition(
    [property: Id(0)] string Edition,
    [property: Id(1)] ImmutableArray<SiloReport>? Silos);
