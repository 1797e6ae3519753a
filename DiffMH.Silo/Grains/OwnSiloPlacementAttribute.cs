using Orleans.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Marks a grain class for <see cref="OwnSiloPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OwnSiloPlacementAttribute() : PlacementAttribute(new OwnSiloPlacement());
