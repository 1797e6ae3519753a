using DiffMH.Silo.Storage;
using DiffMH.Tests.Stores;

namespace DiffMH.Tests.Silo;

/// <summary>A store tells without a silo and without plugins what its silos told.</summary>
public abstract class StoreReaderTests(TestStore store) : IDisposable
{
    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_finished_sweep_reads_as_its_silos_told_it()
    {
        FrozenSweep sweep;
        PointResult[] told;
        string digest;
        await using (var cluster = await Start())
        {
            sweep = SweepOf.Freeze(SweepOf.Ising, cluster.Catalogue);
            var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
            await cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
            await SweepOf.Until(grain, _ => false);
            told = [await grain.Result(0), await grain.Result(1)];
            digest = await SweepOf.ClusterDigest(sweep, grain);
        }

        using var reader = StoreReader.Open(store.Address);
        var entry = Assert.Single(reader.List());
        Assert.Equal((sweep.Id, "ising", RunState.Completed, 2, 2, 1.0), (entry.Id, entry.Name, entry.State, entry.Points, entry.Completed, entry.Progress));
        Assert.Equal(sweep.Document, reader.Frozen(sweep.Id)!.Document);
        Assert.Equal(RunState.Completed, reader.Status(sweep.Id)!.State);
        Assert.Equivalent(told, reader.Results(sweep.Id).ToArray(), strict: true);
        Assert.Equal(told.Select(result => result.Objective), reader.Points(sweep.Id).Select(status => status.Objective));
        Assert.Equal(digest, SweepOf.StoredDigest(sweep, reader));
    }

    [Fact]
    public async Task An_unfinished_sweep_reads_as_its_last_commits()
    {
        FrozenSweep sweep;
        await using (var cluster = await Start())
        {
            sweep = SweepOf.Freeze(SweepOf.Interruptible, cluster.Catalogue);
            await cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
            await SweepOf.UntilAtWork(sweep, cluster.Grains);
            await cluster.Grains.GetGrain<ISweepGrain>(sweep.Id).Pause();
        }

        using var reader = StoreReader.Open(store.Address);
        var status = reader.Status(sweep.Id)!;
        Assert.Equal(RunState.Paused, status.State);
        Assert.InRange(status.Progress, 0.004, 0.99);
        var point = reader.Points(sweep.Id).First();
        Assert.Equal(RunState.Paused, point.State);
        Assert.InRange(point.Iteration, 10, 599);
        Assert.Equal("specific_heat", point.Objective?.Name);
        var first = reader.Trace(sweep.Id, 0, 0);
        Assert.Equal(Math.Min(point.Iteration, TraceBlock.ChunkIterations) * sweep.Points[0].Replicates, first.Rows);
    }

    [Fact]
    public async Task A_sweep_whose_silos_ended_is_told_from_one_that_was_paused()
    {
        FrozenSweep sweep;
        await using (var cluster = await Start())
        {
            sweep = SweepOf.Freeze(SweepOf.LongIsing.Replace("\"iterations\": 150", "\"iterations\": 100000", StringComparison.Ordinal), cluster.Catalogue);
            await cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
            await SweepOf.UntilCommitted(sweep, store.Address);
        }

        using (var reader = StoreReader.Open(store.Address))
        {
            Assert.Equal(RunState.Lost, reader.Status(sweep.Id)!.State);
            Assert.Equal(RunState.Lost, Assert.Single(reader.List()).State);
            RunState[] points = [.. reader.Points(sweep.Id).Select(point => point.State)];
            Assert.Contains(RunState.Lost, points);
            Assert.All(points, state => Assert.True(state is RunState.Lost or RunState.Queued, $"{state}"));   // the other may not have committed yet
            Assert.Equal(points, reader.Results(sweep.Id).Select(result => result.State));
        }

        var (_, output, _) = await Client.Session.Run(CancellationToken.None, "status", sweep.Id, "--store", $"{store}");
        Assert.StartsWith($"ising {sweep.Id}: lost\n", output, StringComparison.Ordinal);
        Assert.Contains($"\nwaits for a silo: diffmh silo start --store {store}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_read_while_a_silo_writes_it()
    {
        await using var cluster = await Start();
        var sweep = SweepOf.Freeze(SweepOf.LongIsing, cluster.Catalogue);
        await cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        await SweepOf.UntilAtWork(sweep, cluster.Grains);
        using var reader = StoreReader.Open(store.Address);
        Assert.Equal(sweep.Id, Assert.Single(reader.List()).Id);
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        var error = Assert.Throws<FileNotFoundException>(() => StoreReader.Open(store.Address));
        Assert.Contains(store.Address.File ?? $"{store}", error.Message, StringComparison.Ordinal);
        Assert.Null(StoreReader.TryOpen(store.Address));
        ClusterStore.Open(store.Address).Dispose();
        using var reader = StoreReader.Open(store.Address);
        Assert.Empty(reader.List());
        Assert.Null(reader.Frozen("none"));
        Assert.Null(reader.Status("none"));
        Assert.Empty(reader.Results("none"));
        Assert.Equal(0, reader.Trace("none", 0, 0).Rows);
    }

    private Task<SiloAndClient> Start() => SiloAndClient.Start(store.Address);
}
