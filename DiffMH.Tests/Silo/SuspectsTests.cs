using System.Collections.Immutable;
using System.Diagnostics;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;
using Orleans.TestingHost;

namespace DiffMH.Tests.Silo;

/// <summary>Lanes that silos died with: how they are recognised, counted and cleared.</summary>
public sealed class SuspectsTests : IDisposable
{
    private static readonly BatchInFlight Lanes = new("sweep/3", ChainPass.At(5), FirstReplicate: 1, FirstGroup: 2, LastReplicate: 2, LastGroup: 1, Start: 0);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 2, 2, 1, true, true)]
    [InlineData(0, 0, 9, 0, true, true)]
    [InlineData(2, 1, 2, 7, true, false)]
    [InlineData(1, 3, 2, 0, true, false)]
    [InlineData(0, 5, 1, 1, false, false)]
    [InlineData(2, 2, 3, 0, false, false)]
    public void Batches_that_are_divided_otherwise_are_recognised_by_their_lanes(int firstReplicate, int firstGroup, int lastReplicate, int lastGroup, bool overlaps, bool covers)
    {
        var other = Lanes with { FirstReplicate = firstReplicate, FirstGroup = firstGroup, LastReplicate = lastReplicate, LastGroup = lastGroup };
        Assert.Equal((overlaps, overlaps, covers), (other.Overlaps(Lanes), Lanes.Overlaps(other), other.Covers(Lanes)));
        Assert.False(other.Overlaps(Lanes with { Pass = ChainPass.Final }) || other.Overlaps(Lanes with { Point = "sweep/4" }));
    }

    [Theory]
    [InlineData(3, 2, true)]
    [InlineData(4, 2, true)]
    [InlineData(2, 2, false)]
    [InlineData(9, 1, false)]
    public void Three_deaths_convict_of_which_two_were_with_nothing_else_to_compute(int deaths, int alone, bool isConvicted) =>
        Assert.Equal(isConvicted, new Suspect(Lanes, deaths, alone).IsConvicted);

    [Fact]
    public void What_is_computed_is_on_record_while_it_is_and_a_polite_end_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the file is locked, and read as on Unix");
        using (var recorder = FlightRecorder.In(folder.File("records"), "one", threads: 2))
        {
            using (recorder.Begin(Lanes))
            using (recorder.Begin(Lanes with { IsAlone = true }))
            using (recorder.Begin(Lanes))   // one more than there is room for
            {
                Assert.Equal([Lanes with { IsAlone = true }, Lanes], Records().OrderBy(batch => !batch.IsAlone));
            }

            var trial = new Trial(Lanes, suspect: null, recorder, new(), (_, _) => { });
            Assert.Throws<InvalidOperationException>(() => trial.During(() => throw new InvalidOperationException()));
            Assert.Empty(Records());
        }

        Assert.Empty(Directory.GetFiles(folder.File("records")));
    }

    [Fact]
    public void A_call_that_is_given_up_is_on_record_no_longer()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the file is locked, and read as on Unix");
        using var recorder = FlightRecorder.In(folder.File("records"), "one", threads: 1);
        var trial = new Trial(Lanes, suspect: null, recorder, new(), (_, _) => { });
        trial.During(() =>
        {
            Assert.Equal([Lanes], Records());
            trial.GiveUp();
            Assert.Empty(Records());
            using var next = recorder.Begin(Lanes with { Pass = ChainPass.Final });   // in its place, which the end of the given-up call must not clear
            return new(Outcome: null, Seconds: 0, Failure: null);
        });
        using var after = recorder.Begin(Lanes);
        using var noRoom = recorder.Begin(Lanes with { Pass = ChainPass.Final });
        Assert.Equal([Lanes], Records());
    }

    [Fact]
    public async Task Nobody_takes_a_record_that_is_just_begun_for_one_of_a_silo_that_died()
    {
        var records = Directory.CreateDirectory(folder.File("records")).FullName;
        using var stop = new CancellationTokenSource();
        var look = Task.Run(() =>
        {
            var taken = 0;
            while (!stop.IsCancellationRequested)
            {
                foreach (var path in Directory.EnumerateFiles(records, $"*{FlightRecorder.Extension}"))
                {
                    using var record = DeathRecord.TryOpen(path);
                    taken += record is null ? 0 : 1;
                }
            }

            return taken;
        });
        var recorders = Enumerable.Range(0, 200).Select(number => FlightRecorder.In(records, $"{number}", threads: 1)).ToArray();
        await stop.CancelAsync();
        Assert.Equal(0, await look);
        Assert.Equal(recorders.Length, Directory.GetFiles(records, $"*{FlightRecorder.Extension}").Length);
        Assert.All(recorders, recorder => recorder.Dispose());
        Assert.Empty(Directory.GetFiles(records));
    }

    [Fact]
    public void Lanes_that_take_long_are_computed_alone_in_ever_longer_calls_and_cleared_after_an_ordinary_one_unless_a_silo_died_of_them_alone()
    {
        foreach (var deathsAlone in new[] { 0, 1 })
        {
            var (budgets, forgotten, calls) = (new TrialBudgets(), new List<BatchInFlight>(), new List<double>());
            var suspect = new Suspect(Lanes with { Start = 7 }, 2, deathsAlone);
            for (var start = 100ul; start < 109 && forgotten.Count == 0; start++)
            {
                var trial = new Trial(Lanes with { Start = start }, suspect, FlightRecorder.None, budgets, (_, lanes) => forgotten.Add(lanes));
                calls.Add(trial.Budget.TotalSeconds);
                trial.Take(new(new BatchOutcome(default, [1], 0), 0, Failure: null));
            }

            Assert.Equal(deathsAlone == 0 ? [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 2] : [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 2, 2, 2], calls);
            Assert.Equal(deathsAlone == 0 ? 1 : 0, forgotten.Count);
            Assert.Equal(TrialBudgets.First, budgets.Of(suspect with { Deaths = 3 }, Lanes));   // another death since
        }
    }

    [Theory]
    [InlineData(1, 2, 2, 1, "")]
    [InlineData(0, 0, 9, 0, "")]
    [InlineData(1, 0, 1, 4, "1.5-2.1")]
    [InlineData(2, 0, 2, 7, "1.2-1.2147483647")]
    [InlineData(1, 4, 2, 0, "1.2-1.3 2.1-2.1")]
    [InlineData(3, 0, 3, 1, "1.2-2.1")]
    public void What_is_left_of_lanes_is_what_others_do_not_have(int firstReplicate, int firstGroup, int lastReplicate, int lastGroup, string left)
    {
        var other = Lanes with { FirstReplicate = firstReplicate, FirstGroup = firstGroup, LastReplicate = lastReplicate, LastGroup = lastGroup };
        Assert.Equal(left, string.Join(' ', Lanes.Without(other).Select(part => $"{part.FirstReplicate}.{part.FirstGroup}-{part.LastReplicate}.{part.LastGroup}")));
    }

    [Fact]
    public async Task Deaths_are_counted_once_and_outlive_the_silos_and_lanes_that_get_through_are_forgotten()
    {
        await using (var cluster = await TestClusters.Start(silos: 1, folder.Path))
        {
            var counts = cluster.Client.GetGrain<ISuspectsGrain>(0);
            await counts.NoteDeath("first", [Lanes, Lanes with { Point = "sweep/4" }]);
            await counts.NoteDeath("first", [Lanes]);
            await counts.NoteDeath("second", [Lanes with { LastReplicate = 1, LastGroup = 2, IsAlone = true }]);
        }

        await using var next = await TestClusters.Start(silos: 1, folder.Path);
        var after = next.Client.GetGrain<ISuspectsGrain>(0);
        var known = await Known(next);
        Assert.Equal([("sweep/4", 1, 0), ("sweep/3", 2, 1)], known.Select(suspect => (suspect.Batch.Point, suspect.Deaths, suspect.DeathsAlone)));

        // They got on, and died elsewhere: that they were alone before tells nothing.
        await after.NoteDeath("before", [Lanes with { Pass = ChainPass.Final, IsAlone = true }]);
        await after.NoteDeath("then", [Lanes with { Pass = ChainPass.Final, IsAlone = true, Start = 9 }]);
        await after.NoteDeath("at last", [Lanes with { Pass = ChainPass.Final, IsAlone = true }]);
        var elsewhere = (await Known(next))[2];
        Assert.Equal((3, 1, false), (elsewhere.Deaths, elsewhere.DeathsAlone, elsewhere.IsConvicted));
        await after.Forget(elsewhere, elsewhere.Batch);

        // Where another silo has died since, what was known is not all.
        await after.NoteDeath("third", [Lanes]);
        await after.Forget(known[1], known[1].Batch);
        Assert.Equal(2, (await Known(next)).Length);

        // Pieces are forgotten one by one, whoever computes them, in any order.
        var whole = (await Known(next))[1];
        await after.Forget(whole, Lanes with { FirstGroup = 4, LastReplicate = 1, LastGroup = 5 });
        await after.Forget(whole, Lanes with { FirstGroup = 6 });
        Assert.Equal([("sweep/3", 2, 3)], (await Known(next)).Skip(1).Select(suspect => (suspect.Batch.Point, suspect.Batch.FirstGroup, suspect.Batch.LastGroup)));
        await after.Forget(whole, Lanes with { LastReplicate = 1, LastGroup = 3 });
        Assert.Equal("sweep/4", Assert.Single(await Known(next)).Batch.Point);
    }

    [Fact]
    public async Task Lanes_do_not_wait_for_ever_where_neither_the_store_nor_the_folder_can_be_read()
    {
        await using var cluster = await TestClusters.Start(silos: 1, folder.Path);
        await File.WriteAllTextAsync(folder.File("flights"), "not a folder", TestContext.Current.CancellationToken);
        var suspects = new Suspects(cluster.Client, FlightRecorder.None, isTold: true);
        var trial = suspects.Try("sweep/3", new(ChainPass.At(5), [new(0, 0, 1, Vector.Of(1))], null)).AsTask();
        Assert.False(trial.IsCompleted);
        using var watch = new SuspectWatch(folder.File("flights"), suspects, cluster.Client, new StorageInTrouble(), TimeProvider.System, NullLogger<SuspectWatch>.Instance);
        await watch.StartAsync(TestContext.Current.CancellationToken);
        Assert.False((await trial.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Batch.IsAlone);
        await watch.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_cannot_be_stored_as_forgotten_is_forgotten_when_it_is_told_again()
    {
        var storage = new StorageInTrouble();
        var grain = new SuspectsGrain(new StoredGrainState<StoredSuspects>(storage, GrainId.Create("suspects", "0"), StoredSuspects.Name));
        await grain.NoteDeath("one", [Lanes]);
        storage.IsFull = true;
        await Assert.ThrowsAsync<InvalidDataException>(() => grain.Forget(new(Lanes, 1, 0), Lanes));
        storage.IsFull = false;
        await grain.Forget(new(Lanes, 1, 0), Lanes);
        Assert.Equal(2, storage.Writes);
        await grain.Forget(new(Lanes, 1, 0), Lanes);
        Assert.Equal(2, storage.Writes);   // nothing is left to forget
    }

    [Theory]
    [InlineData(false, false, 0ul, false, false)]   // healthy lanes
    [InlineData(true, false, 7ul, true, true)]      // the very call returned, with more to do
    [InlineData(true, false, 8ul, true, false)]     // another call on these lanes returned, with more to do
    [InlineData(true, true, 8ul, true, true)]       // the lanes are done
    public void Lanes_are_cleared_by_their_end_or_by_the_call_that_was_under_way(bool isSuspect, bool isDone, ulong start, bool isAlone, bool isCleared)
    {
        var forgotten = new List<(Suspect, BatchInFlight)>();
        var suspect = new Suspect(Lanes with { Start = 7 }, 2, 1);
        var trial = new Trial(Lanes with { Start = start }, isSuspect ? suspect : null, FlightRecorder.None, new(), (known, lanes) => forgotten.Add((known, lanes)));
        Assert.Equal(isAlone, trial.Batch.IsAlone);
        trial.Take(new(new BatchOutcome(default, isDone ? null : [1], 0), 0, Failure: null));
        Assert.Equal(isCleared ? [(suspect, trial.Batch)] : [], forgotten);
    }

    private static Task<ImmutableArray<Suspect>> Known(InProcessTestCluster cluster) => StoredSuspects.Read(
        cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(StorageName.Default),
        cluster.Client.GetGrain<ISuspectsGrain>(0));

    /// <summary>What the file says to a process that does not care for its lock.</summary>
    private BatchInFlight[] Records()
    {
        using (var copy = Process.Start("cp", [folder.File("records/one.flight"), folder.File("copy")]))
        {
            copy.WaitForExit();
        }

        using var file = File.OpenRead(folder.File("copy"));
        return [.. FlightRecorder.Read(file)];
    }
}
