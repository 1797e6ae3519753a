using System.Collections.Immutable;
using System.Diagnostics;
using DiffMH.Engine.Models;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>Plugins that come, change and go while a silo in a process of its own runs sweeps: nothing is restarted, and no bit of a result changes.</summary>
public sealed class PluginDropTests : IDisposable
{
    private const string Ising = "DiffMH.Plugins.Ising";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly TemporaryFolder folder = new();
    private readonly List<SiloProcess> silos = [];

    public PluginDropTests() => Directory.CreateDirectory(Drop);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Drop => folder.File("drop");

    private string Store => folder.File("state.db");

    public void Dispose()
    {
        silos.ForEach(silo => silo.Dispose());
        folder.Dispose();
    }

    [Fact]
    public async Task A_plugin_that_is_dropped_is_used_within_seconds_by_the_points_that_wait_for_it()
    {
        var (catalogue, source) = Version("one");
        var sweep = SweepOf.Freeze(SweepOf.Ising, catalogue);
        await using var client = await Start();
        var grain = await Submit(client, sweep);
        await Until("the sweep waits", async () => (await grain.Status()).WaitsFor is not null);

        var clock = Stopwatch.StartNew();
        Copy(source);
        await Until("a silo holds the plugin", async () => (await Stage(client, sweep)) == PluginStage.Dropped);
        var usable = clock.Elapsed;
        await Until("the sweep is at work", async () => (await client.Grains.GetGrain<IAggregatorGrain>($"{sweep.Id}/0").Status()).Iteration > 0);
        var atWork = clock.Elapsed;
        await Until("the sweep is done", async () => (await grain.Status()).State == RunState.Completed);
        TestContext.Current.SendDiagnosticMessage(
            $"known to the cluster {usable.TotalSeconds:0.00} s after it was dropped, its sweep at work after {atWork.TotalSeconds:0.00} s and done after {clock.Elapsed.TotalSeconds:0.00} s");
        Assert.InRange(atWork, TimeSpan.Zero, TimeSpan.FromSeconds(10));   // within two where nobody else computes
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));
        Assert.Contains($"plugin {Ising} 0.1.0 ({sweep.Plugins.Single().Hash[..8]}) loaded", silos[0].Error);
        await Until("nothing waits", async () => (await grain.Status()).WaitsFor is null);
    }

    [Fact]
    public async Task A_copy_that_takes_its_time_over_a_plugin_in_use_is_loading_and_is_loaded_when_it_is_complete()
    {
        var (catalogue, old) = Version("old");
        Copy(old);
        await using var client = await Start();
        var sweep = SweepOf.Freeze(Long("first"), catalogue);
        var grain = await Submit(client, sweep);
        await SweepOf.UntilAtWork(sweep, client.Grains);
        var expected = Task.Run(() => SweepOf.LocalDigest(sweep, catalogue), Cancellation);
        using (var copy = new SlowCopy(Path.Combine(Drop, Ising, "big.bin")))
        {
            var isSaid = false;
            for (var looks = 0; looks < 20 || !isSaid; looks++)
            {
                var seen = await Statuses(client);
                if (copy.LongestPause >= DroppedPlugins.Quiet)
                {
                    break;   // on a machine that paused so long, to take it for complete is right
                }

                var loaded = Assert.Single(seen, status => status.IsLoaded);
                Assert.Equal((sweep.Plugins.Single(), PluginStage.Dropped), (loaded.Plugin, loaded.Stage));   // the one before, until the new one is complete
                isSaid |= seen.Any(status => status.Stage == PluginStage.Loading);
                Assert.True(isSaid || looks < 300, "Looked in vain for a plugin that is said to be loading.");
                await Task.Delay(TimeSpan.FromSeconds(0.1), Cancellation);
            }
        }

        var complete = FolderHash.Of(Path.Combine(Drop, Ising));
        await Until("it is loaded", async () => (await Statuses(client)).Any(status => status.Stage == PluginStage.Dropped && status.Plugin!.Hash == complete));
        Assert.Equal(PluginStage.Kept, await Stage(client, sweep));
        await Until("the sweep is done", async () => (await grain.Status()).State == RunState.Completed);
        Assert.Equal(await expected, await SweepOf.ClusterDigest(sweep, grain));
    }

    [Fact]
    public async Task Of_two_silos_the_one_that_gets_the_plugin_gets_the_work()
    {
        var (catalogue, source) = Version("one");
        Directory.CreateDirectory(folder.File("bare"));
        silos.Add(await SiloProcess.Start($"sqlite:{Store}", plugins: folder.File("bare")));
        await using var client = await Start();
        var sweep = SweepOf.Freeze(SweepOf.LongIsing, catalogue);
        var grain = await Submit(client, sweep);
        await Until("the sweep waits", async () => (await grain.Status()).WaitsFor is not null);
        Copy(source);
        await Until("the sweep is done", async () => (await grain.Status()).State == RunState.Completed);
        Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.ClusterDigest(sweep, grain));
        await Until("the work is reported", async () => (await client.Grains.GetGrain<IPluginRegistryGrain>(0).Silos()).Any(silo => silo.Batches > 0));
        Assert.All(await client.Grains.GetGrain<IPluginRegistryGrain>(0).Silos(), silo => Assert.Equal(silo.Plugins.Length > 0, silo.Batches > 0));
    }

    [Fact]
    public async Task Versions_run_side_by_side_and_a_removed_plugin_ends_what_it_has_begun()
    {
        var ((oldCatalogue, old), (newCatalogue, replacement)) = (Version("old"), Version("new"));
        Copy(old);
        await using var client = await Start();
        var first = SweepOf.Freeze(Long("first"), oldCatalogue);
        var ofFirst = await Submit(client, first);
        await SweepOf.UntilAtWork(first, client.Grains);
        var expected = Task.Run(() => SweepOf.LocalDigest(first, oldCatalogue), Cancellation);   // of both versions: they have the same code

        Copy(replacement);
        await Until("both versions are there", async () => (await Stage(client, first)) == PluginStage.Kept);
        var (_, listed, _) = await Session.Run(Cancellation, "plugin", "list", "--plugins", Drop, "--store", $"sqlite:{Store}");
        Assert.Matches($@"{Ising}\s+0\.1\.0\s+{first.Plugins.Single().Hash[..8]}\s.*\(kept\)", listed);
        var second = SweepOf.Freeze(Long("second"), newCatalogue);
        Assert.NotEqual(first.Plugins.Single().Hash, second.Plugins.Single().Hash);
        var ofSecond = await Submit(client, second);
        await SweepOf.UntilAtWork(second, client.Grains);
        Assert.Equal(RunState.Running, (await ofFirst.Status()).State);

        Directory.Delete(Path.Combine(Drop, Ising), recursive: true);
        await Until("both leave", async () => (await Stage(client, first), await Stage(client, second)) == (PluginStage.Leaving, PluginStage.Leaving));
        var third = SweepOf.Freeze(Named("third"), oldCatalogue);
        var ofThird = await Submit(client, third);
        await Until("what has not begun waits", async () => (await ofThird.Points(0, 2)).All(point => point.State == RunState.WaitingForPlugin));
        foreach (var (sweep, grain) in new[] { (first, ofFirst), (second, ofSecond) })
        {
            await Until("what has begun ends", async () => (await grain.Status()).State == RunState.Completed);
            Assert.Equal(await expected, await SweepOf.ClusterDigest(sweep, grain));
        }

        await Until("both are unloaded", async () => (await Statuses(client)).IsEmpty);
        Copy(old);
        await Until("the third goes on", async () => (await ofThird.Status()).State == RunState.Completed);
        Assert.Equal(SweepOf.LocalDigest(third, oldCatalogue), await SweepOf.ClusterDigest(third, ofThird));
        Assert.Contains($"replaced 0.1.0 ({first.Plugins.Single().Hash[..8]})", silos[0].Error);
        Assert.Contains("removed: its folder is gone", silos[0].Error);
    }

    [Fact]
    public async Task A_silo_that_was_killed_finds_the_version_that_its_sweep_is_pinned_to_although_it_was_replaced()
    {
        var ((catalogue, old), (_, replacement)) = (Version("old"), Version("new"));
        Copy(old);
        var sweep = SweepOf.Freeze(Long("pinned"), catalogue);
        await using (var client = await Start())
        {
            await Submit(client, sweep);
            await SweepOf.UntilAtWork(sweep, client.Grains);
            Copy(replacement);
            await Until("it is replaced", async () => (await Stage(client, sweep)) == PluginStage.Kept);
            await silos[0].Kill();
        }

        var expected = Task.Run(() => SweepOf.LocalDigest(sweep, catalogue), Cancellation);
        silos.Clear();
        await using var again = await Start();
        var grain = again.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await Until("it is done", async () => (await grain.Status()).State == RunState.Completed);
        Assert.Equal(await expected, await SweepOf.ClusterDigest(sweep, grain));
        Assert.Contains($"({sweep.Plugins.Single().Hash[..8]}) loaded from its copy: an unfinished sweep is pinned to it", silos[0].Error);
    }

    private static string Named(string name) => SweepOf.LongIsing.Replace("\"name\": \"ising\"", $"\"name\": \"{name}\"", StringComparison.Ordinal);

    /// <summary>Work that is not over before plugins have come and gone.</summary>
    private static string Long(string name) => Named(name).Replace("\"draws\": 100", "\"draws\": 3000", StringComparison.Ordinal);

    private static async Task Until(string what, Func<Task<bool>> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < Patience, $"Waited {Patience.TotalSeconds} s in vain until {what}.");
            await Task.Delay(20, Cancellation);
        }
    }

    private static async Task<ISweepGrain> Submit(ClusterClient client, FrozenSweep sweep)
    {
        await client.Grains.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        return client.Grains.GetGrain<ISweepGrain>(sweep.Id);
    }

    private static async Task<ImmutableArray<PluginStatus>> Statuses(ClusterClient client) =>
        (await client.Grains.GetGrain<IPluginRegistryGrain>(0).Silos()) is [var silo] ? silo.Plugins : [];

    /// <summary>Why the silo tells of the plugin that a sweep is pinned to; null where it does not, or not yet.</summary>
    private static async Task<PluginStage?> Stage(ClusterClient client, FrozenSweep sweep) =>
        (await Statuses(client)).FirstOrDefault(status => status.IsLoaded && status.Plugin == sweep.Plugins.Single())?.Stage;

    /// <summary>A version of the plugin: the same code, and by a note of its own another hash.</summary>
    private (ModelCatalogue Catalogue, string Source) Version(string note)
    {
        var source = CopiedPlugins.To(folder.File(note), Ising);
        File.WriteAllText(Path.Combine(source, Ising, "note.txt"), note);
        return (PluginSet.Load(source).Catalogue, source);
    }

    /// <summary>Drops a plugin: a new one at once, by renaming its copy, and over one that is there file by file.</summary>
    private void Copy(string source)
    {
        var target = Path.Combine(Drop, Ising);
        var isNew = !Directory.Exists(target);
        var copy = isNew ? Directory.CreateDirectory(Path.Combine(Drop, $".{Ising}")).FullName : target;
        foreach (var file in Directory.GetFiles(Path.Combine(source, Ising)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        }

        if (isNew)
        {
            Directory.Move(copy, target);
        }
    }

    private async Task<ClusterClient> Start()
    {
        silos.Add(await SiloProcess.Start($"sqlite:{Store}", plugins: Drop));
        return await ClusterClient.Connect(StoreAddress.Sqlite(Store), Cancellation);
    }
}
