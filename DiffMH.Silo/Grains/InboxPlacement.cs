namespace DiffMH.Silo.Grains;

/// <summary>Puts each inbox on the silo that is its key.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
internal sealed class InboxPlacement : PlacementStrategy;
