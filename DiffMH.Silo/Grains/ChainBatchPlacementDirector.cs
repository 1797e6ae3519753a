using Orleans.Runtime.Placement;

namespace DiffMH.Silo.Grains;

/// <summary>Places slot s of point i on silo (i + s) modulo the number of silos, in the order of their addresses.</summary>
/// <remarks>The point counts, too: with more points than cores each has slot 0 alone, and all would meet on the first silo.</remarks>
internal sealed class ChainBatchPlacementDirector : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        Array.Sort(silos);
        var (point, slot) = PointKey.PointAndSlot(target.GrainIdentity.Key.ToString()!);
        return Task.FromResult(silos[(int)(((long)point + slot) % silos.Length)]);
    }
}
