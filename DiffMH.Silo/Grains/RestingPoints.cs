using DiffMH.Engine.Runs;
using DiffMH.Silo.Grains.Stored;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>What the points of a sweep that are not at work have stored, read without waking their grains.</summary>
/// <remarks>
/// Whoever reads a whole sweep asks for every point. Waking ten thousand grains to read one row each would take memory for all of them
/// and most of the time.
/// </remarks>
/// <param name="storage">The store.</param>
/// <param name="grains">Names the points' grains.</param>
/// <param name="sweep">The sweep's id.</param>
internal sealed class RestingPoints(IGrainStorage storage, IGrainFactory grains, string sweep)
{
    /// <summary>What a point gave up to its last commit; null before the first.</summary>
    public async Task<PointResult?> Result(PointSpec point) =>
        (await Commit(point.Index)).Run is { } bytes ? new PointSummary(point, PointState.FromBytes(bytes)).Result() : null;

    /// <summary>One chunk of a point's trace up to its last commit, empty past the end.</summary>
    public async Task<TraceBlock> Trace(int point, int number)
    {
        var chunk = new OpenChunk(number);
        await chunk.Read(storage, Grain(point));
        return chunk.Before((await Commit(point)).Passes);
    }

    /// <summary>One segment of a replicate's gradient in all components, empty past the end.</summary>
    public async Task<GradientSegment> Gradient(int point, int replicate, int segment) =>
        (await Commit(point)).Passes > 0 ? await StoredGradient.Read(storage, Grain(point), replicate, segment) : GradientSegment.None;

    private async Task<StoredPoint> Commit(int point)
    {
        var stored = new GrainState<StoredPoint>(new StoredPoint());
        await storage.ReadStateAsync(StoredPoint.Name, Grain(point), stored);
        return stored.State!;
    }

    private GrainId Grain(int point) => grains.GetGrain<IAggregatorGrain>(PointKey.Aggregator(sweep, point)).GetGrainId();
}
