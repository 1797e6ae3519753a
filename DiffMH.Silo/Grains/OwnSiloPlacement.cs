namespace DiffMH.Silo.Grains;

/// <summary>Puts a grain on the silo that is its key.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
internal sealed class OwnSiloPlacement : PlacementStrategy;
