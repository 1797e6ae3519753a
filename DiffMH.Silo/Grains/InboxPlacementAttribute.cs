using Orleans.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Marks a grain class for <see cref="InboxPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class InboxPlacementAttribute() : PlacementAttribute(new InboxPlacement());
