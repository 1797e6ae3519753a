using System.Diagnostics;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Silo;

/// <summary>Several sweeps on one silo: each has its share of it, and the bits that it has alone.</summary>
public sealed class SharedSiloTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly SqliteTestStore store = new();
    private readonly ModelCatalogue catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;
    private ClusterSilo? silo;
    private ClusterClient? client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ISweepDirectoryGrain Directory => client!.Grains.GetGrain<ISweepDirectoryGrain>(0);

    public async ValueTask DisposeAsync()
    {
        await client!.DisposeAsync();
        await silo!.DisposeAsync();
        store.Dispose();
    }

    [Fact]
    public async Task A_small_sweep_ends_while_one_of_ten_times_its_work_that_came_first_has_done_a_small_part()
    {
        await Start(threads: 1);
        var (big, small) = (Named("big", draws: 15_000, iterations: 20), Named("small", draws: 500, iterations: 60));
        await Submit(big, priority: null);
        await Until(big, status => status.Progress > 0);
        var before = (await Status(big)).Progress;
        await Submit(small, priority: null);
        await Until(small, status => status.State == RunState.Completed);
        var after = await Status(big);
        TestContext.Current.SendDiagnosticMessage($"the big sweep went from {before:P1} to {after.Progress:P1} while the small one was computed");
        Assert.Equal(RunState.Running, after.State);
        Assert.InRange(after.Progress - before, 0.0, 0.4);
        await Until(big, status => status.State == RunState.Completed);
        foreach (var sweep in new[] { big, small })
        {
            Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, client!.Grains.GetGrain<ISweepGrain>(sweep.Id)));
        }
    }

    [Fact]
    public async Task Of_two_sweeps_of_the_same_work_that_of_high_priority_ends_while_the_low_one_has_done_a_small_part()
    {
        await Start(threads: 1);
        var (low, high) = (Named("first", draws: 4_000, iterations: 20), Named("second", draws: 4_000, iterations: 20));
        await Submit(low, SweepPriority.Low);
        await Submit(high, priority: null);
        await Until(high, status => status.Progress > 0);
        Assert.Equal(SweepPriority.High, (await Directory.Prioritize(high.Id, SweepPriority.High)).Priority);
        var before = (await Status(low)).Progress;
        await Until(high, status => status.State == RunState.Completed);
        var after = await Status(low);
        TestContext.Current.SendDiagnosticMessage($"the low sweep went from {before:P1} to {after.Progress:P1} while the high one was computed");
        Assert.Equal((RunState.Running, SweepPriority.Low), (after.State, after.Priority));
        Assert.InRange(after.Progress - before, 0.0, 0.35);   // a sixteenth where the high one has always work waiting
        await Until(low, status => status.State == RunState.Completed);
        foreach (var sweep in new[] { low, high })
        {
            Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, client!.Grains.GetGrain<ISweepGrain>(sweep.Id)));
        }

        Assert.Equal([SweepPriority.High, SweepPriority.Low], (await Directory.List()).Select(entry => entry.Priority));   // kept after the end
    }

    [Fact]
    public async Task Many_sweeps_together_have_hardly_more_points_at_work_than_one()
    {
        const int Threads = 8, Sweeps = 6;
        await Start(Threads);
        var many = Enumerable.Range(0, Sweeps).Select(number => SweepOf.Freeze(
            SweepOf.Ising
                .Replace("\"ising\"", $"\"many-{number}\"", StringComparison.Ordinal)
                .Replace("\"draws\": 10", "\"draws\": 400", StringComparison.Ordinal)
                .Replace("{ \"model.parameters.L\": [3, 4] }", "{ \"model.parameters.T\": { \"linspace\": [3, 5, 20] } }", StringComparison.Ordinal),
            catalogue)).ToArray();
        foreach (var sweep in many)
        {
            await Submit(sweep, priority: null);
        }

        await Task.WhenAll(many.Select(sweep => Until(sweep, status => status.Completed >= 8)));
        var statuses = await Task.WhenAll(many.Select(Status));
        TestContext.Current.SendDiagnosticMessage($"at work of each: {string.Join(", ", statuses.Select(status => status.Running.Length))}");
        Assert.All(statuses, status => Assert.Equal(RunState.Running, status.State));
        Assert.InRange(statuses.Sum(status => status.Running.Length), Threads, (2 * (Threads + 1)) + Sweeps);   // without a bound 9 of each, 54
    }

    private async Task Start(int threads)
    {
        silo = await ClusterSilo.Start(new() { Store = store.Address, PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), ComputeThreads = threads }, NullLoggerProvider.Instance, Cancellation);
        client = await ClusterClient.Connect(store.Address, Cancellation);
    }

    private FrozenSweep Named(string name, int draws, int iterations) => SweepOf.Freeze(
        SweepOf.Ising
            .Replace("\"ising\"", $"\"{name}\"", StringComparison.Ordinal)
            .Replace("\"draws\": 10", $"\"draws\": {draws}", StringComparison.Ordinal)
            .Replace("\"iterations\": 70", $"\"iterations\": {iterations}", StringComparison.Ordinal),
        catalogue);

    private Task Submit(FrozenSweep sweep, SweepPriority? priority) => Directory.Submit(sweep, new(LanesPerBatch: null, priority));

    private Task<SweepStatus> Status(FrozenSweep sweep) => client!.Grains.GetGrain<ISweepGrain>(sweep.Id).Status();

    private async Task Until(FrozenSweep sweep, Func<SweepStatus, bool> condition)
    {
        for (var clock = Stopwatch.StartNew(); await Status(sweep) is var status && !condition(status); await Task.Delay(5, Cancellation))
        {
            Assert.True(clock.Elapsed < Patience && status.State is RunState.Running or RunState.Queued, $"{status}");
        }
    }
}
