using System.Collections.Concurrent;
using System.Diagnostics;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Silo;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Telemetry;

/// <summary>Spans through sweep, aggregator and batch, over two silos.</summary>
public sealed class SpanTests : IDisposable
{
    private const string Ours = "DiffMH";

    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentDictionary<ActivitySpanId, Activity> spans = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_batch_stands_below_its_pass_and_every_pass_and_commit_below_its_sweep()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Ours || source.Name.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span => spans[span.SpanId] = span,
        };
        ActivitySource.AddActivityListener(listener);
        var catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;
        var sweep = SweepOf.Freeze(SweepOf.Ising.Replace("\"seed\": 7", "\"seed\": 70701", StringComparison.Ordinal), catalogue);   // no other test's
        await using (var cluster = await TestClusters.Start(silos: 2, folder.Path))
        {
            Assert.Equal(SweepOf.LocalDigest(sweep, catalogue), await SweepOf.Run(sweep, cluster.Client, lanesPerBatch: 6));
        }

        var mine = spans.Values.Where(span => span.Source.Name == Ours && $"{span.GetTagItem("diffmh.sweep")}" == sweep.Id).ToLookup(span => span.OperationName);
        var root = Assert.Single(mine["sweep"]);
        Assert.Equal(2 * 71, mine["pass"].Count());   // 70 iterations and the evaluation of each point
        Assert.Equal(2 * 71 * 3, mine["batch"].Count());   // 6 chains of 3 replicates
        Assert.InRange(mine["commit"].Count(), 2, 2 * 71);
        Assert.Equal([0, 1], mine["pass"].Select(Point).Distinct().Order());
        Assert.All(mine["pass"].Concat(mine["commit"]), span => Assert.Same(root, ParentOfOurs(span)));
        foreach (var batch in mine["batch"])
        {
            var pass = ParentOfOurs(batch);
            Assert.Equal(("pass", Point(batch)), (pass.OperationName, Point(pass)));
            Assert.Equal(Iteration(pass), batch.GetTagItem("diffmh.final") is true ? 70 : Iteration(batch));
            Assert.Equal(root.TraceId, batch.TraceId);
            Assert.NotEqual(pass.SpanId, batch.ParentSpanId);   // the call to the other grain is between
        }
    }

    private static int Point(Activity span) => (int)span.GetTagItem("diffmh.point")!;

    private static int Iteration(Activity span) => (int)span.GetTagItem("diffmh.iteration")!;

    /// <summary>The nearest span above that is no call between grains.</summary>
    private Activity ParentOfOurs(Activity span)
    {
        do
        {
            Assert.True(spans.TryGetValue(span.ParentSpanId, out var parent), $"the parent of {span.OperationName} is not known");
            span = parent;
        }
        while (span.Source.Name != Ours);
        return span;
    }
}
