using System.Collections.Immutable;
using DiffMH.Client.Sources;

namespace DiffMH.Tests.Client;

public sealed class SweepFollowerTests
{
    [Theory]
    [InlineData(RunState.Completed)]
    [InlineData(RunState.Failed)]
    [InlineData(RunState.Cancelled)]
    public async Task Following_ends_with_the_sweep_and_tells_of_pauses_on_the_way(RunState end)
    {
        var said = new List<string>();
        var source = new Script(RunState.Queued, RunState.Running, RunState.Paused, RunState.Paused, RunState.Running, end);
        var states = new List<RunState>();
        var last = await new SweepFollower(source, TimeProvider.System, said.Add).Follow("id", (status, _) => states.Add(status.State), CancellationToken.None);
        Assert.Equal(end, last.State);
        Assert.Equal([RunState.Queued, RunState.Running, RunState.Paused, RunState.Paused, RunState.Running, end], states);
        Assert.Equal(["s is paused; it goes on after: diffmh resume id", "s goes on"], said);
    }

    [Fact]
    public async Task What_a_sweep_waits_for_is_told_once_and_that_it_goes_on()
    {
        var said = new List<string>();
        var source = new Script(RunState.Running, RunState.Running, RunState.Running, RunState.Running, RunState.Completed) { Obstacles = [null, "the store is full", "the store is full", null] };
        await new SweepFollower(source, TimeProvider.System, said.Add).Follow("id", (_, _) => { }, CancellationToken.None);
        Assert.Equal(["s waits: the store is full", "s goes on"], said);
    }

    [Fact]
    public async Task Detaching_ends_it_at_once()
    {
        using var detach = new CancellationTokenSource();
        var source = new Script(RunState.Running);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new SweepFollower(source, TimeProvider.System, _ => { }).Follow("id", (_, _) => detach.Cancel(), detach.Token));
        Assert.Equal(1, source.Asked);
    }

    /// <summary>A source whose one sweep goes through given states.</summary>
    private sealed class Script(params RunState[] states) : ISweepSource
    {
        public int Asked { get; private set; }

        public IReadOnlyList<string?> Obstacles { get; init; } = [];

        public Task<SweepStatus> Status(string sweep) =>
            Task.FromResult(new SweepStatus("id", "s", states[Math.Min(Asked, states.Length - 1)], 1, 0, 0, 0, []) { WaitsFor = Obstacles.ElementAtOrDefault(Asked++) });

        public Task<ImmutableArray<SweepEntry>> List() => throw new NotSupportedException();

        public Task<ImmutableArray<SweepEntry>> Remembered() => throw new NotSupportedException();

        public Task<FrozenSweep?> Frozen(string sweep) => throw new NotSupportedException();

        public Task<ImmutableArray<PointStatus>> Points(string sweep, int count) => throw new NotSupportedException();

        public IAsyncEnumerable<PointResult> Results(FrozenSweep sweep) => throw new NotSupportedException();

        public IAsyncEnumerable<(PointSpec Point, TraceBlock Block)> Trace(FrozenSweep sweep) => throw new NotSupportedException();

        public Task<GradientSegment> Gradient(FrozenSweep sweep, int point, int replicate, int segment) => throw new NotSupportedException();

        public Task<DataFile> Data(string hash) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
