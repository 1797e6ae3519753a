using Orleans.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Marks a grain class for <see cref="AggregatorPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AggregatorPlacementAttribute() : PlacementAttribute(new AggregatorPlacement());
