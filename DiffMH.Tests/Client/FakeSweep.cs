using System.Collections.Immutable;

namespace DiffMH.Tests.Client;

/// <summary>A sweep that goes through given statuses, one for each question, and stays at the last.</summary>
internal sealed class FakeSweep(params SweepStatus[] statuses) : ISweepGrain
{
    private int asked;

    public int Pauses { get; private set; }

    public int TracesRead { get; private set; }

    public ImmutableArray<PointStatus> States { get; init; } = [];

    public Task Start(FrozenSweep sweep, RunOptions options) => Task.CompletedTask;

    public Task<SweepStatus> Status() => Task.FromResult(statuses[Math.Min(asked++, statuses.Length - 1)]);

    public Task Resume() => Task.CompletedTask;

    public Task Retry(RunState? only) => Task.CompletedTask;

    public Task Extend(FrozenSweep sweep, string from, RunOptions options) => Task.CompletedTask;

    public Task<SweepStatus> Ensure() => Status();

    public Task<FrozenSweep?> Frozen() => Task.FromResult<FrozenSweep?>(Samples.Sweep);

    public Task<ImmutableArray<PluginReference>> Plugins() => Task.FromResult(Samples.Sweep.Plugins);

    public Task<ImmutableArray<PointStatus>> Points(int first, int count) => Task.FromResult(States);

    public Task Cancel() => Task.CompletedTask;

    public Task Prioritize(SweepPriority priority) => Task.CompletedTask;

    public Task Pause()
    {
        Pauses++;
        return Task.CompletedTask;
    }

    public Task<PointResult> Result(int point) => Task.FromResult(Samples.Results[point]);

    public Task<GradientSegment> Gradient(int point, int replicate, int segment) => Task.FromResult(GradientSegment.None);

    public Task<TraceBlock> Trace(int point, int chunk)
    {
        TracesRead++;
        return Task.FromResult(chunk < 2 ? Samples.Trace(point, 64 * chunk, 64) : new TraceBlock(1, [], [], Vector.Empty));
    }
}
