using Orleans.Runtime.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Places grains that belong to a silo.</summary>
internal sealed class OwnSiloPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString();
        return Task.FromResult(Array.Find(context.GetCompatibleSilos(target), silo => silo.ToParsableString() == key) ?? throw new SiloUnavailableException($"The silo {key} is gone."));
    }
}
