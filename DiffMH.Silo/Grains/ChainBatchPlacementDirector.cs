using Orleans.Runtime.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Places batches by <see cref="Seats"/>.</summary>
internal sealed class ChainBatchPlacementDirector(Seats seats) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(seats.OfBatch(target.GrainIdentity.Key.ToString()!, context.GetCompatibleSilos(target)));
}
