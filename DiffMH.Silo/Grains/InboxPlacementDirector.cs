using Orleans.Runtime.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Places inboxes.</summary>
internal sealed class InboxPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString();
        return Task.FromResult(Array.Find(context.GetCompatibleSilos(target), silo => silo.ToParsableString() == key) ?? throw new SiloUnavailableException($"The silo {key} is gone."));
    }
}
