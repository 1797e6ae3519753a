using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>The evaluations that estimators are compared by are those that were made.</summary>
public sealed class EvaluationCountTests
{
    [Theory]
    [InlineData(EstimatorMethod.Dmh, Pruning.Weight, 1)]
    [InlineData(EstimatorMethod.Dmh, Pruning.Weight, 8)]
    [InlineData(EstimatorMethod.Dmh, Pruning.None, 1)]
    [InlineData(EstimatorMethod.Covariance, Pruning.Weight, 1)]
    [InlineData(EstimatorMethod.ScorePlain, Pruning.Weight, 1)]
    public void On_vectors_each_call_of_the_density_or_its_derivative_is_counted(EstimatorMethod method, Pruning pruning, int alternatives)
    {
        var problem = new VectorProblem(
            default(CountedGaussian),
            new StateObservables<CoordinateItself>(default),
            1,
            (Span<double> x, ref RandomStream _) => x.Clear(),
            new RandomWalk(new RandomWalkSettings { Scale = new(0, 1) }, 1),
            1,
            default(ReflectionCoupling<RandomWalk>));
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key("evaluations")], [0], new(method, Scheme.Symmetric, pruning, alternatives, ["theta"]), new(2, 10, 500, 1, ""));
        var kernel = KernelFactory.Create(problem, settings);
        CountedGaussian.TakeCalls();
        var outcome = kernel.Run(new(ChainPass.At(0), [new(0, 0, 2, Vector.Of(0.3, 2))], null), new Unlimited());
        Assert.Equal(CountedGaussian.TakeCalls(), outcome.Evaluations);
        Assert.True(outcome.Evaluations > outcome.Updates);
    }

    [Fact]
    public void On_labels_each_step_and_each_move_of_an_alternative_is_one()
    {
        var chain = new ChainSettings(2, 10, 20_000, 1, "first");
        var alone = Run(PointOf.Mixture(0.4, Scheme.Symmetric, 1, "residual", chain, "observation").With(EstimatorMethod.Covariance));
        var one = Run(PointOf.Mixture(0.4, Scheme.Symmetric, 1, "residual", chain, "observation"));
        Assert.Equal(alone.Updates, alone.Evaluations);
        Assert.InRange(one.Evaluations, one.Updates + 1, 2 * one.Updates);   // never more than one alternative at a time
        Assert.True(Run(PointOf.Mixture(0.4, Scheme.Symmetric, 8, "independent", chain, "observation")).Evaluations > 2 * one.Updates);
    }

    [Fact]
    public void On_lattices_alternatives_in_words_cost_births_and_observations_and_others_their_moves()
    {
        var chain = new ChainSettings(2, 10, 2_000, 1, "cold");
        var model = PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "same-value", Scheme.Symmetric, 63, chain, "T");
        var words = Run(model);
        var chainByChain = Run(PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "independent", Scheme.Symmetric, 2, chain, "T"));
        Assert.InRange(words.Evaluations, words.Updates + (8 * Births(model, words)) + 1, words.Updates + (8 * (Births(model, words) + (2 * 2_000 * 63))));
        Assert.InRange(chainByChain.Evaluations, chainByChain.Updates + 1, 3 * chainByChain.Updates);
    }

    [Fact]
    public void Without_draws_to_observe_alternatives_in_words_cost_their_births_and_no_more()
    {
        // Of 2,000 steps the last alone is a draw.
        var model = PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "same-value", Scheme.Symmetric, 63, new(2, 1_999, 1, 1, "cold"), "T");
        var outcome = Run(model);
        var births = Births(model, outcome);
        Assert.InRange(births, 1_000, outcome.Updates);
        Assert.InRange(outcome.Evaluations - outcome.Updates - (8 * births), 0, 8 * 2 * 63);
    }

    [Fact]
    public void An_interruption_counts_nothing_twice_on_labels_and_lattices()
    {
        var labels = PointOf.Mixture(0.4, Scheme.Symmetric, 3, "independent", new(2, 100, 60_000, 1, "first"), "observation");
        var sites = PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "independent", Scheme.Symmetric, 2, new(2, 10, 6_000, 1, "cold"), "T");
        var words = PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "same-value", Scheme.Symmetric, 8, new(2, 10, 6_000, 1, "cold"), "T");
        foreach (var model in new[] { labels, sites, words })
        {
            var (pieces, evaluations) = (0, 0L);
            BatchOutcome? outcome = null;
            var kernel = model.CreateKernel();
            do
            {
                outcome = kernel.Run(Task(model, outcome?.Continuation), new Impatient());
                (pieces, evaluations) = (pieces + 1, evaluations + outcome.Evaluations);
            }
            while (outcome.Continuation is not null);
            Assert.True(pieces > 1);
            Assert.Equal(Run(model).Evaluations, evaluations);
        }
    }

    private static BatchOutcome Run(PointModel model) => model.CreateKernel().Run(Task(model, null), new Unlimited());

    private static long Births(PointModel model, BatchOutcome outcome) => (long)outcome.Sums.Values.ToArray().Chunk(model.Layout.Width).Sum(row => row[SumsLayout.Births]);

    private static BatchTask Task(PointModel model, byte[]? continuation) => new(ChainPass.At(0), [new(0, 0, 2, model.Theta.Initial)], continuation);
}
