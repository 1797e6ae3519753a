using Orleans.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Marks a grain class for <see cref="ChainBatchPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ChainBatchPlacementAttribute() : PlacementAttribute(new ChainBatchPlacement());
