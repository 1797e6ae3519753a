namespace DiffMH.Silo.Grains;

/// <summary>Places points where their plugins are.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking]
internal sealed class AggregatorPlacement : PlacementStrategy;
