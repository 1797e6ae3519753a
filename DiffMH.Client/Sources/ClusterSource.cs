using System.Collections.Immutable;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Sources;

/// <summary>Sweeps asked of silos.</summary>
/// <param name="grains">Finds the grains.</param>
/// <param name="connection">Closed with this; null where somebody else does.</param>
/// <param name="reconnection">Repeats questions that were lost; null where silos are in this process and are not lost.</param>
internal sealed class ClusterSource(IGrainFactory grains, IAsyncDisposable? connection = null, Reconnection? reconnection = null) : ISweepSource
{
    /// <summary>How many points are asked at once: enough to hide the way, few enough to leave the silos to their work.</summary>
    private const int Width = 16;

    /// <summary>What traces that are asked ahead may take of memory, in bytes.</summary>
    private const long AheadBytes = 16 << 20;

    /// <inheritdoc/>
    public Task<ImmutableArray<SweepEntry>> List() => Ask(() => grains.GetGrain<ISweepDirectoryGrain>(0).List());

    /// <inheritdoc/>
    public Task<ImmutableArray<SweepEntry>> Remembered() => List();

    /// <inheritdoc/>
    public Task<FrozenSweep?> Frozen(string sweep) => Ask(() => Sweep(sweep).Frozen());

    /// <inheritdoc/>
    public Task<SweepStatus> Status(string sweep) => Ask(() => Sweep(sweep).Status());

    /// <inheritdoc/>
    public Task<ImmutableArray<PointStatus>> Points(string sweep, int count) => Ask(() => Sweep(sweep).Points(0, count));

    /// <inheritdoc/>
    public IAsyncEnumerable<PointResult> Results(FrozenSweep sweep) =>
        Ahead.Of(Enumerable.Range(0, sweep.Points.Length), Width, point => Ask(() => Sweep(sweep.Id).Result(point)));

    /// <inheritdoc/>
    public async IAsyncEnumerable<(PointSpec Point, TraceBlock Block)> Trace(FrozenSweep sweep)
    {
        var points = Enumerable.Range(0, sweep.Points.Length);
        await foreach (var (point, first) in Ahead.Of(points, TraceWidth(sweep), async point => (point, await Chunk(sweep, point, 0))))
        {
            var block = first;
            for (var chunk = 1; block.Rows > 0; chunk++)
            {
                yield return (sweep.Points[point], block);
                block = await Chunk(sweep, point, chunk);
            }
        }
    }

    /// <inheritdoc/>
    public Task<GradientSegment> Gradient(FrozenSweep sweep, int point, int replicate, int segment) => Ask(() => Sweep(sweep.Id).Gradient(point, replicate, segment));

    /// <inheritdoc/>
    public Task<DataFile> Data(string hash) => Ask(() => DataTransfer.Fetch(grains, hash));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static int TraceWidth(FrozenSweep sweep)
    {
        var largest = sweep.Points.Max(point => (long)TraceBlock.ChunkIterations * point.Replicates * (2 + (3 * point.Estimator.Wrt.Length)) * sizeof(double));
        return (int)Math.Clamp(AheadBytes / largest, 1, Width);
    }

    private Task<TraceBlock> Chunk(FrozenSweep sweep, int point, int chunk) => Ask(() => Sweep(sweep.Id).Trace(point, chunk));

    private Task<T> Ask<T>(Func<Task<T>> question) => reconnection is null ? question() : reconnection.Ask(question);

    private ISweepGrain Sweep(string id) => grains.GetGrain<ISweepGrain>(id);
}
