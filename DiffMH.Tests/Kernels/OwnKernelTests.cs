using DiffMH.Silo.Hosting;
using DiffMH.Tests.Silo;

namespace DiffMH.Tests.Kernels;

/// <summary>The kernel that a model brings is run like any other: the same bits however it is run, and what it does wrong stays with its point.</summary>
public sealed class OwnKernelTests
{
    private const string Faults = """{ "cross": [ { "model.parameters.fault": ["throws", "short", "vague", "none"] } ] }""";

    [Fact]
    public void Any_division_and_any_interruption_give_the_same_bits()
    {
        var sweep = Rings.Freeze(Rings.With());
        var digest = Rings.Run(sweep).Digest;
        Assert.All(new int?[] { 1, 4, 5, null }, groups => Assert.Equal(digest, Rings.Run(sweep, groups, new Impatient()).Digest));
        Assert.NotEqual(digest, Rings.Run(Rings.Freeze(Rings.With("\"kernel\": \"generic\", \"scheme\": \"accept\", \"alternatives\": 3"))).Digest);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(2, 1)]
    public async Task Any_number_of_silos_gives_the_digest_of_the_plain_loop(int silos, int? lanesPerBatch)
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Plugins.BuiltPlugins.Folder, Silos = silos }, CancellationToken.None);
        var sweep = Rings.Freeze(Rings.With(design: """{ "cross": [ { "model.parameters.h": [0, 0.1] } ] }"""));
        Assert.Equal(Rings.Run(sweep).Digest, await SweepOf.Run(sweep, cluster.Grains, lanesPerBatch));
    }

    [Fact]
    public void A_kernel_that_fails_fails_its_point_and_is_named()
    {
        var points = Rings.Run(Rings.Freeze(Rings.With(design: Faults))).Points.Select(point => point.Result).ToArray();
        Assert.Equal([RunState.Failed, RunState.Failed, RunState.Failed, RunState.Completed], points.Select(point => point.State));
        Assert.Equal("The kernel 'plain' failed with InvalidOperationException: out of spins. With estimator.kernel: generic the point is run without it.", points[0].Failure!.Message);
        Assert.Contains("FaultyKernel", points[0].Failure!.Stack, StringComparison.Ordinal);
        Assert.Equal("The kernel 'plain' returned 485 sums; 486 are right for 18 groups of 27.", points[1].Failure!.Message);
        Assert.Contains("the sum of 'bonds' in group 0 is NaN", points[2].Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_that_fails_on_a_cluster_leaves_the_other_points_finished()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new() { PluginFolder = Plugins.BuiltPlugins.Folder }, CancellationToken.None);
        var sweep = Rings.Freeze(Rings.With(design: Faults));
        var grain = cluster.Grains.GetGrain<ISweepGrain>(sweep.Id);
        await grain.Start(sweep, new RunOptions(LanesPerBatch: null));
        var status = await SweepOf.Until(grain, _ => false);
        Assert.Equal((RunState.Failed, 1, 3), (status.State, status.Completed, status.Failed));
        Assert.StartsWith("The kernel 'plain' failed with", (await grain.Result(0)).Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_that_names_the_kernel_and_cannot_be_run_by_it_is_refused()
    {
        var point = Rings.Freeze(Rings.With()).Points.Single();
        var error = Assert.Throws<InvalidOperationException>(Rings.Catalogue.Bind(point with { Coupling = "independent" }).CreateKernel);
        Assert.Equal("Point 0 names the kernel 'plain', but the kernel needs proposal fresh and coupling same-value at strength 1.", error.Message);
    }
}
