using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Kernels;

/// <summary>The lane without classes does what the lane with classes does, and sparse weights say what whole ones say.</summary>
public sealed class FreeSiteLaneTests
{
    private const int Lanes = 200;
    private static readonly ChainSettings Chain = new(1, 2, 30, 1, "cold");

    [Theory]
    [InlineData("uniform-spin", "same-value")]
    [InlineData("uniform-spin", "independent")]
    [InlineData("flip", "next-spin")]
    public void A_lattice_is_the_same_with_and_without_classes(string proposal, string coupling)
    {
        var (classes, free) = WithAndWithoutClasses(proposal, coupling);
        var (expected, found) = (Rows(classes), Rows(free));
        var (left, right) = (classes.Layout, free.Layout);
        for (var lane = 0; lane < Lanes; lane++)
        {
            Assert.Equal(expected[lane][SumsLayout.Moments + 2], found[lane][SumsLayout.Moments + SmallMachine.Magnetization]);
            Assert.Equal(expected[lane][SumsLayout.Births..(SumsLayout.Unrecoupled + 1)], found[lane][SumsLayout.Births..(SumsLayout.Unrecoupled + 1)]);
            for (var parameter = 0; parameter < 2; parameter++)
            {
                Close(expected[lane][left.Slopes + (2 * 2) + parameter], found[lane][right.Slopes + parameter]);
                Close(expected[lane][left.Slopes + (4 * 2) + parameter], found[lane][right.Slopes + 2 + parameter]);
            }
        }
    }

    [Fact]
    public void So_are_the_evaluations_counted_those_for_moves_of_alternatives_among_them()
    {
        var (classes, free) = WithAndWithoutClasses("uniform-spin", "independent");
        var outcome = Run(free);
        Assert.Equal(Run(classes).Evaluations, outcome.Evaluations);
        Assert.True(outcome.Evaluations > 1.05 * outcome.Updates, $"{outcome.Evaluations} evaluations in {outcome.Updates} updates");
    }

    [Theory]
    [InlineData(EstimatorMethod.Dmh)]
    [InlineData(EstimatorMethod.Covariance)]
    public void Sparse_weights_give_the_components_of_whole_ones(EstimatorMethod method)
    {
        const int few = 8;
        var whole = Bind(SmallMachine.Names[..few]);
        var sparse = Bind(SmallMachine.Names);
        var (expected, found) = (Rows(whole), Rows(sparse));
        for (var lane = 0; lane < Lanes; lane++)
        {
            for (var i = 0; i < few; i++)
            {
                for (var k = 0; k < 3; k++)
                {
                    Close(expected[lane][whole.Layout.Slopes + (k * few) + i], found[lane][sparse.Layout.Slopes + (k * SmallMachine.Names.Length) + i]);
                    if (method == EstimatorMethod.Covariance)
                    {
                        Close(expected[lane][whole.Layout.Products + (k * few) + i], found[lane][sparse.Layout.Products + (k * SmallMachine.Names.Length) + i]);
                    }
                }
            }
        }

        // Without pruning masses mean nothing, and the coupling draws nothing: both follow the same alternatives but those without weight.
        PointModel Bind(string[] wrt) =>
            SmallMachine.Bind(SmallMachine.Free, "uniform-spin", "same-value", new(method, Scheme.Symmetric, Pruning.None, 1, [.. wrt]), Chain, streams: "sparse");
    }

    [Fact]
    public void Room_that_grows_for_a_long_score_loses_no_weight_of_the_living()
    {
        // A lane by itself meets the score of nine numbers with alternatives alive; in a batch the room is there since the first lane.
        var machine = SmallMachine.Star;
        var model = machine.Bind(machine.Free, "uniform-spin", "same-value", new(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 4, [.. machine.Names]), Chain);
        var expected = Rows(model);
        for (var lane = 0; lane < Lanes; lane++)
        {
            Assert.Equal(expected[lane], Row(lane));
        }

        double[] Row(int lane) => model.CreateKernel().Run(new BatchTask(ChainPass.At(0), [new ReplicateSlice(lane, 0, 1, model.Theta.Initial)], null), new Unlimited()).Sums.Values.ToArray();
    }

    [Fact]
    public void An_interrupted_lane_goes_on_to_the_same_bits()
    {
        var long_ = Chain with { Draws = 30_000 };
        var model = SmallMachine.Bind(SmallMachine.Free, "uniform-spin", "same-value", new(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 3, [.. SmallMachine.Names]), long_);
        var task = new BatchTask(ChainPass.At(0), [new(0, 0, 1, model.Theta.Initial)], null);
        var (calls, outcome) = (1, model.CreateKernel().Run(task, new Impatient()));
        for (; outcome.Continuation is not null; calls++)
        {
            outcome = model.CreateKernel().Run(task with { Continuation = outcome.Continuation }, new Impatient());
        }

        Assert.InRange(calls, 3, 100);
        Assert.Equal(model.CreateKernel().Run(task, new Unlimited()).Sums, outcome.Sums);
    }

    [Fact]
    public void A_lane_on_many_sites_stops_and_goes_on_within_a_sweep()
    {
        const int sites = 200_000;
        var ring = new SpinMachine(sites, [.. Enumerable.Range(0, sites).Select(site => (site, (site + 1) % sites))], new double[2 * sites]);
        var model = ring.Bind(ring.Uniform(0.3, 0.1), "uniform-spin", "same-value", new(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 3, ["J", "h"]), Chain with { Warmup = 0, Draws = 3 });
        var task = new BatchTask(ChainPass.At(0), [new(0, 0, 1, model.Theta.Initial)], null);
        var (calls, outcome) = (1, model.CreateKernel().Run(task, new Impatient()));
        for (; outcome.Continuation is not null && calls < 100; calls++)
        {
            outcome = model.CreateKernel().Run(task with { Continuation = outcome.Continuation }, new Impatient());
        }

        Assert.InRange(calls, 4, 99);   // more than there are sweeps
        Assert.Equal(model.CreateKernel().Run(task, new Unlimited()).Sums, outcome.Sums);
    }

    [Fact]
    public void What_needs_classes_is_refused_in_the_words_of_the_file()
    {
        var model = SmallMachine.Bind(SmallMachine.Free, "uniform-spin", "same-value", new(EstimatorMethod.ScorePlain, Scheme.Symmetric, Pruning.Weight, 1, ["h[0]"]), Chain);
        Assert.Contains("estimator.method score-plain needs them", Assert.Throws<InvalidModelException>(model.CreateKernel).Message, StringComparison.Ordinal);
    }

    private static void Close(double expected, double found) => Assert.Equal(expected, found, 1e-9 * (1 + Math.Abs(expected)));

    /// <summary>The same lattice on the same streams.</summary>
    private static (PointModel Classes, PointModel Free) WithAndWithoutClasses(string proposal, string coupling)
    {
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 2, ["J", "h"]);
        var free = SmallMachine.Bind(SmallMachine.Uniform(0.4, 0.1), proposal, coupling, estimator, Chain, streams: $"classes {proposal} {coupling}");
        var ising = PointOf.Ising(3, (1, 0.4, 0.1), proposal, "random", coupling, Scheme.Symmetric, 2, Chain, "J", "h");
        return (BuiltPlugins.Catalogue.Bind(ising.Spec with { StreamKey = free.Spec.StreamKey }), free);
    }

    private static double[][] Rows(PointModel model) => [.. Run(model).Sums.Values.ToArray().Chunk(model.Layout.Width)];

    private static BatchOutcome Run(PointModel model) =>
        model.CreateKernel().Run(new BatchTask(ChainPass.At(0), [.. Enumerable.Range(0, Lanes).Select(lane => new ReplicateSlice(lane, 0, 1, model.Theta.Initial))], null), new Unlimited());
}
