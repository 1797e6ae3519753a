using Orleans.Runtime.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Places points by <see cref="Seats"/>, as the caller says which plugins they need: their keys, by which they are stored, do not.</summary>
internal sealed class AggregatorPlacementDirector(Seats seats) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(seats.OfPoint(target.GrainIdentity, NeededPlugins.Of(target.RequestContextData), context.GetCompatibleSilos(target)));
}
