using System.Collections.Immutable;
using DiffMH.Silo.Storage;

namespace DiffMH.Client.Sources;

/// <summary>Sweeps read from a store in which no silo is at work.</summary>
/// <param name="store">The store; closed with this.</param>
internal sealed class StoreSource(StoreReader store) : ISweepSource
{
    /// <inheritdoc/>
    public Task<ImmutableArray<SweepEntry>> List() => Task.FromResult(store.List());

    /// <inheritdoc/>
    public Task<ImmutableArray<SweepEntry>> Remembered() => Task.FromResult(store.Remembered());

    /// <inheritdoc/>
    public Task<FrozenSweep?> Frozen(string sweep) => Task.FromResult(store.Frozen(sweep));

    /// <inheritdoc/>
    public Task<SweepStatus> Status(string sweep) =>
        Task.FromResult(store.Status(sweep) ?? throw new InvalidOperationException($"The store lists the sweep {sweep} and does not hold it."));

    /// <inheritdoc/>
    public Task<ImmutableArray<PointStatus>> Points(string sweep, int count) => Task.FromResult<ImmutableArray<PointStatus>>([.. store.Points(sweep).Take(count)]);

    /// <inheritdoc/>
    public IAsyncEnumerable<PointResult> Results(FrozenSweep sweep) => store.Results(sweep.Id).ToAsyncEnumerable();

    /// <inheritdoc/>
    public IAsyncEnumerable<(PointSpec Point, TraceBlock Block)> Trace(FrozenSweep sweep) => Blocks(sweep).ToAsyncEnumerable();

    /// <inheritdoc/>
    public Task<GradientSegment> Gradient(FrozenSweep sweep, int point, int replicate, int segment) => Task.FromResult(store.Gradient(sweep.Id, point, replicate, segment));

    /// <inheritdoc/>
    public Task<DataFile> Data(string hash) => Task.FromResult(store.Data(hash));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    private IEnumerable<(PointSpec Point, TraceBlock Block)> Blocks(FrozenSweep sweep)
    {
        foreach (var point in sweep.Points)
        {
            for (var chunk = 0; store.Trace(sweep.Id, point.Index, chunk) is { Rows: > 0 } block; chunk++)
            {
                yield return (point, block);
            }
        }
    }
}
