using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Silo.Plugins;
using DiffMH.Tests.Support;
using Orleans.TestingHost;

namespace DiffMH.Tests.Silo;

/// <summary>A larger sweep takes over what a smaller one has committed, computes the rest only, and has the bits of one that was asked for whole.</summary>
public sealed class ExtendTests : IDisposable
{
    private static readonly ModelCatalogue Catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;

    private readonly TemporaryFolder folder = new();
    private readonly SickBatches batches = new();
    private readonly ConcurrentBag<(int Point, int Iteration)> computed = [];
    private readonly FrozenSweep small = SweepOf.Freeze(SweepOf.Ising, Catalogue);
    private readonly FrozenSweep large = SweepOf.Freeze(With(sweep => sweep["design"]!["cross"]![0]!["model.parameters.L"] = new JsonArray(5, 4, 3)), Catalogue);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Points_that_are_done_are_taken_over_and_only_new_ones_are_computed()
    {
        await using var cluster = await Start();
        await Submit(cluster, small);
        var before = await cluster.Client.GetGrain<ISweepGrain>(small.Id).Result(0);

        Watch();
        var grain = await Extend(cluster, large);
        Assert.NotEmpty(computed);
        Assert.All(computed, batch => Assert.Equal(0, batch.Point));
        Assert.Equal(SweepOf.LocalDigest(large, Catalogue), await SweepOf.ClusterDigest(large, grain));
        Assert.Equivalent(before with { Point = 2 }, await grain.Result(2), strict: true);
        Assert.Equal(SweepOf.LocalDigest(small, Catalogue), await SweepOf.ClusterDigest(small, cluster.Client.GetGrain<ISweepGrain>(small.Id)));
    }

    [Fact]
    public async Task A_point_at_work_is_taken_over_as_far_as_it_is_and_a_failed_one_is_computed_anew()
    {
        const int Sick = 40;
        await using var cluster = await Start();
        batches.Sickness = (point, task, reply) => task.Pass.Iteration < Sick ? reply
            : point.Index == 0 ? new(null, 0, new("Sick", "no memory", ""))
            : throw new InvalidOperationException(FailingBatches.Message);   // lost: its replicates have not failed
        await cluster.Client.GetGrain<ISweepDirectoryGrain>(0).Submit(small, new(LanesPerBatch: null));
        await SweepOf.Until(cluster.Client.GetGrain<ISweepGrain>(small.Id), _ => false);

        Watch();
        var grain = await Extend(cluster, large);
        Assert.Equal(Sick, computed.Where(batch => batch.Point == 1).Min(batch => batch.Iteration));
        Assert.Equal(0, computed.Where(batch => batch.Point == 2).Min(batch => batch.Iteration));
        Assert.Equal(SweepOf.LocalDigest(large, Catalogue), await SweepOf.ClusterDigest(large, grain));
    }

    [Fact]
    public async Task Replicates_that_are_done_wait_for_added_ones_which_alone_are_iterated()
    {
        await using var cluster = await Start();
        await Submit(cluster, small);
        var other = SweepOf.Freeze(With(sweep => sweep["replicates"]!["count"] = 5), Catalogue);
        var replicates = new ConcurrentBag<(int Replicate, bool IsFinal)>();
        batches.Sickness = (_, task, reply) =>
        {
            foreach (var slice in task.Slices)
            {
                replicates.Add((slice.Replicate, task.Pass.IsFinal));
            }

            return reply;
        };
        var grain = await Extend(cluster, other);
        Assert.Equal([3, 4], replicates.Where(batch => !batch.IsFinal).Select(batch => batch.Replicate).Distinct().Order());
        Assert.Equal([0, 1, 2, 3, 4], replicates.Where(batch => batch.IsFinal).Select(batch => batch.Replicate).Distinct().Order());
        Assert.Equal(SweepOf.LocalDigest(other, Catalogue), await SweepOf.ClusterDigest(other, grain));
        Assert.Equivalent(SweepOf.LocalResults(other, Catalogue)[1], await grain.Result(1), strict: true);
    }

    [Fact]
    public async Task Replicates_that_are_done_are_evaluated_also_where_all_added_ones_fail()
    {
        await using var cluster = await Start();
        await Submit(cluster, small);
        batches.Sickness = (_, task, reply) => task.Pass == ChainPass.At(5) ? SickBatches.Without(3, task, reply) : reply;
        var grain = await Extend(cluster, SweepOf.Freeze(With(sweep => sweep["replicates"]!["count"] = 4), Catalogue));
        var (three, four) = (await cluster.Client.GetGrain<ISweepGrain>(small.Id).Result(0), await grain.Result(0));
        Assert.Equal((3, three.Objective, three.Parameters[0]), (four.Replicates, four.Objective, four.Parameters[0]));
        Assert.Contains("Replicate 3", four.Failure?.Message);
        Assert.Equal((4 * 6) + (3 * 58), (await grain.Trace(0, 0)).Rows);
    }

    [Theory]
    [InlineData("stop", """{ "gradient_below_noise": 100 }""")]
    [InlineData("output", """{ "trace_thin": 4 }""")]
    [InlineData("mode", "\"gradient\"")]
    public async Task Where_replicates_cannot_run_alone_the_point_is_computed_anew(string key, string value)
    {
        string Sweep(int replicates) => With(sweep =>
        {
            sweep[key] = JsonNode.Parse(value);
            sweep["replicates"]!["count"] = replicates;
            if (key == "mode")
            {
                sweep["objective"] = JsonNode.Parse("""{ "evaluate": "specific_heat" }""");
                sweep.AsObject().Remove("optimizer");
            }
        });
        await using var cluster = await Start();
        var smaller = SweepOf.Freeze(Sweep(3), Catalogue);
        await Submit(cluster, smaller);
        var other = SweepOf.Freeze(Sweep(4), Catalogue);
        Watch();
        var grain = await Extend(cluster, other, smaller);
        Assert.Equal((0, 0), computed.Min());
        Assert.Equal(SweepOf.LocalDigest(other, Catalogue), await SweepOf.ClusterDigest(other, grain));
    }

    private static string With(Action<JsonNode> change)
    {
        var document = JsonNode.Parse(SweepOf.Ising)!;
        change(document);
        return document.ToJsonString();
    }

    private Task<InProcessTestCluster> Start() => TestClusters.Start(silos: 1, folder.Path, silo => silo.AddIncomingGrainCallFilter(batches));

    /// <summary>Notes from now on what is computed.</summary>
    private void Watch() => batches.Sickness = (point, task, reply) =>
    {
        computed.Add((point.Index, task.Pass.IsFinal ? int.MaxValue : task.Pass.Iteration));
        return reply;
    };

    private async Task<ISweepGrain> Extend(InProcessTestCluster cluster, FrozenSweep sweep, FrozenSweep? from = null)
    {
        var grain = cluster.Client.GetGrain<ISweepGrain>(sweep.Id);
        await cluster.Client.GetGrain<ISweepDirectoryGrain>(0).Extend(sweep, (from ?? small).Id, new(LanesPerBatch: null));
        Assert.Equal(RunState.Completed, (await SweepOf.Until(grain, _ => false)).State);
        return grain;
    }

    private static async Task Submit(InProcessTestCluster cluster, FrozenSweep sweep)
    {
        await cluster.Client.GetGrain<ISweepDirectoryGrain>(0).Submit(sweep, new(LanesPerBatch: null));
        Assert.Equal(RunState.Completed, (await SweepOf.Until(cluster.Client.GetGrain<ISweepGrain>(sweep.Id), _ => false)).State);
    }
}
