using System.Diagnostics;
using System.Text.Json.Nodes;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>Where a sweep stops is the same on every cluster, or was stored where a clock decided it.</summary>
public sealed class StopTests : IDisposable
{
    /// <summary>Begins near the optima of both points, so that each is soon at rest.</summary>
    private static readonly string Near = Changed(SweepOf.Ising, ("\"T\": 4.0", "\"T\": 2.6"), ("\"iterations\": 70", "\"iterations\": 400"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""{ "gradient_below_noise": 2 }""", 1, null)]
    [InlineData("""{ "gradient_below_noise": 2 }""", 2, 1)]
    [InlineData("""{ "standard_error": { "T": 0.5 } }""", 1, 1)]
    [InlineData("""{ "standard_error": { "T": 0.5 } }""", 3, 4)]
    [InlineData("""{ "iterations": [37, 3] }""", 2, null)]
    public async Task Any_number_of_silos_and_any_batch_size_stop_where_the_plain_loop_does(string stop, int silos, int? lanesPerBatch)
    {
        await using var cluster = await Start(silos);
        var sweep = SweepOf.Freeze(With(Near, ("stop", stop), ("output", """{ "trace_thin": 3 }""")), cluster.Catalogue);
        Assert.Equal(SweepOf.LocalDigest(sweep, cluster.Catalogue), await SweepOf.Run(sweep, cluster.Grains, lanesPerBatch));
        foreach (var result in await Results(sweep, cluster))
        {
            Assert.InRange(result.Iterations, 1, 399);
            Assert.NotNull(result.StoppedBy);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public async Task A_thinned_trace_that_was_paused_and_resumed_is_whole(int thin)
    {
        string expected;
        var text = With(SweepOf.LongIsing, ("output", $$"""{ "trace_thin": {{thin}} }"""), ("stop", """{ "gradient_below_noise": 0.0001 }"""));
        await using (var cluster = await Start(silos: 1))
        {
            var sweep = SweepOf.Freeze(text, cluster.Catalogue);
            expected = SweepOf.LocalDigest(sweep, cluster.Catalogue);
            var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
            await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
            await SweepOf.UntilAtWork(sweep, cluster.Grains);
            await grain.Pause();
        }

        await using var next = await Start(silos: 2);
        Assert.Equal(expected, await SweepOf.Run(SweepOf.Freeze(text, next.Catalogue), next.Grains));
    }

    [Fact]
    public async Task A_wall_time_ends_a_long_sweep_soon_and_what_it_did_is_reproduced_without_a_clock()
    {
        // Six points, of which only as many as there are threads and one more are at work: the others have not begun.
        await using var cluster = await Start(silos: 1, threads: 2);
        var text = Changed(SweepOf.LongIsing, ("\"iterations\": 150", "\"iterations\": 1000000"), ("\"tail_average\": 10", "\"tail_average\": 100"), ("[3, 4]", "[3, 4, 5, 6, 7, 8]"));
        text = With(text, ("output", """{ "trace_thin": 7 }"""));
        string digest;
        List<PointResult> results;
        var seconds = 1;
        do
        {
            var sweep = SweepOf.Freeze(With(text, ("stop", $$"""{ "wall_time": "00:00:{{seconds:00}}" }""")), cluster.Catalogue);
            var start = Stopwatch.GetTimestamp();
            digest = await SweepOf.Run(sweep, cluster.Grains);
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, seconds, seconds + 19);   // without it the sweep takes an hour
            results = await Results(sweep, cluster);
            seconds *= 4;
        }
        while (results[..3].Exists(result => result.Iterations == 0) && seconds <= 16);   // the machine paused meanwhile

        Assert.All(results, result => Assert.Equal((RunState.Completed, StopReason.WallTime), (result.State, result.StoppedBy)));
        Assert.All(results[..3], result => Assert.True(result is { Iterations: > 0, Objective: not null }));
        Assert.All(results[3..], result => Assert.True(result is { Iterations: 0, Objective: null }));
        Assert.Equal(SweepOf.LocalDigest(SweepOf.Freeze(Ending(text, results), cluster.Catalogue), cluster.Catalogue), digest);
    }

    [Fact]
    public async Task A_pause_does_not_count_and_what_was_done_before_it_does()
    {
        var text = With(Changed(SweepOf.LongIsing, ("\"iterations\": 150", "\"iterations\": 1000000")), ("stop", """{ "wall_time": "00:00:02" }"""));
        var clock = new Stopwatch();   // stands while the sweep rests
        await using (var cluster = await Start(silos: 1))
        {
            var grain = cluster.Grains.GetGrain<ISweepGrain>(SweepOf.Freeze(text, cluster.Catalogue).Id);
            clock.Start();
            await grain.Start(SweepOf.Freeze(text, cluster.Catalogue), new RunOptions(LanesPerBatch: null));
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            await grain.Pause();
            clock.Stop();
            Assert.InRange((await grain.Status()).WorkSeconds, 0.8, clock.Elapsed.TotalSeconds);
        }

        await using var next = await Start(silos: 1);
        var sweep = SweepOf.Freeze(text, next.Catalogue);
        clock.Start();
        var digest = await SweepOf.Run(sweep, next.Grains);
        Assert.InRange((await next.Grains.GetGrain<ISweepGrain>(sweep.Id).Status()).WorkSeconds, 2, clock.Elapsed.TotalSeconds);
        var results = await Results(sweep, next);
        Assert.All(results, result => Assert.Equal(StopReason.WallTime, result.StoppedBy));
        Assert.Equal(SweepOf.LocalDigest(SweepOf.Freeze(Ending(text, results), next.Catalogue), next.Catalogue), digest);
    }

    /// <summary>The sweep that ends each point after as many iterations.</summary>
    private static string Ending(string document, IEnumerable<PointResult> results) =>
        With(document, ("stop", $$"""{ "iterations": [{{string.Join(", ", results.Select(result => result.Iterations))}}] }"""));

    private static string Changed(string document, params (string Old, string New)[] changes) => changes.Aggregate(document, (text, change) =>
    {
        Assert.Contains(change.Old, text, StringComparison.Ordinal);
        return text.Replace(change.Old, change.New, StringComparison.Ordinal);
    });

    private static string With(string document, params (string Key, string Section)[] sections)
    {
        var root = JsonNode.Parse(document)!.AsObject();
        foreach (var (key, section) in sections)
        {
            root[key] = JsonNode.Parse(section);
        }

        return root.ToJsonString(new() { WriteIndented = true });
    }

    private static async Task<List<PointResult>> Results(FrozenSweep sweep, EmbeddedCluster cluster)
    {
        var results = new List<PointResult>();
        foreach (var point in sweep.Points)
        {
            results.Add(await cluster.Grains.GetGrain<ISweepGrain>(sweep.Id).Result(point.Index));
        }

        return results;
    }

    private Task<EmbeddedCluster> Start(int silos, int? threads = null) => EmbeddedCluster.StartAsync(
        new() { PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), Silos = silos, StatePath = folder.File("data/state.db"), ComputeThreads = threads ?? Environment.ProcessorCount },
        CancellationToken.None);
}
