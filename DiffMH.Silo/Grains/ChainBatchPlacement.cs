namespace DiffMH.Silo.Grains;

/// <summary>Deals the slots of each point out to the silos in turn, see <see cref="Seats"/>.</summary>
/// <remarks>Orleans' own placement looks at load that the first batches have not caused yet: it put 12 of 12 new workers on one silo.</remarks>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
internal sealed class ChainBatchPlacement : PlacementStrategy;
