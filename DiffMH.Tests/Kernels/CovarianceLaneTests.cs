using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>What lanes sum for the covariance identity.</summary>
public sealed class CovarianceLaneTests
{
    private static readonly ChainSettings Chain = new(5, 3, 50, 2, "hot");

    [Theory]
    [InlineData("same-value")]
    [InlineData("independent")]
    public void The_score_of_an_Ising_state_is_known_from_any_start(string coupling)
    {
        // log g = −E/T with E = −J B − h M: the score in T is E/T², in h it is M/T, and all spins down are the state that scores 0.
        const double T = 2.3, H = 0.1;
        var model = Ising(coupling, (T, 1, H), "T", "h").With(EstimatorMethod.Covariance);
        foreach (var row in Rows(model))
        {
            var draws = row[SumsLayout.Draws];
            var (energyDown, spinsDown) = (-(2 * 16) + (H * 16), -16.0);
            Assert.Equal((row[SumsLayout.Moments] - (draws * energyDown)) / (T * T), row[model.Layout.Scores], 1e-9);
            Assert.Equal((row[SumsLayout.Moments + 2] - (draws * spinsDown)) / T, row[model.Layout.Scores + 1], 1e-9);
            Assert.Equal((row[SumsLayout.Moments + 1] - (energyDown * row[SumsLayout.Moments])) / (T * T), row[model.Layout.Products], 1e-7);
            Assert.Equal((row[SumsLayout.Moments + 4] - (spinsDown * row[SumsLayout.Moments + 2])) / T, row[model.Layout.Products + 5], 1e-7);
        }
    }

    [Fact]
    public void Lanes_in_words_and_chain_by_chain_give_equal_bits() => Assert.Equal(
        Rows(Ising("same-value", (2.3, 1, 0.1), "T", "J", "h").With(EstimatorMethod.Covariance)),
        Rows(Ising("independent", (2.3, 1, 0.1), "T", "J", "h").With(EstimatorMethod.Covariance)));

    [Theory]
    [InlineData("same-value")]
    [InlineData("independent")]
    public void Primal_chains_are_those_of_dmh_and_no_alternative_is_followed(string coupling)
    {
        var model = Ising(coupling, (2.3, 1, 0), "T");
        var label = PointOf.Mixture(0.4, Scheme.Symmetric, 2, "independent", Chain with { Start = "uniform" }, "observation");
        foreach (var dmh in (PointModel[])[model, label])
        {
            var layout = dmh.Layout;
            foreach (var (with, without) in Rows(dmh).Zip(Rows(dmh.With(EstimatorMethod.Covariance))))
            {
                Assert.True(with[SumsLayout.Births] > 0);
                Assert.Equal(0, without[SumsLayout.Births]);
                Assert.Equal(with[SumsLayout.Accepted], without[SumsLayout.Accepted]);
                Assert.Equal(with[SumsLayout.Moments..layout.Slopes], without[SumsLayout.Moments..layout.Slopes]);
                Assert.Equal(with[layout.Squares..layout.Width], without[layout.Squares..layout.Width]);
            }
        }
    }

    [Fact]
    public void The_score_of_a_start_behind_states_of_density_zero_is_refused()
    {
        var problem = new SiteProblem(
            ZeroNotByOne.Of(4), default(EqualNeighbours), 2, (Span<byte> values, ref RandomStream _) => values.Fill(1), new UniformValue(4, 3, SiteOrder.Random), default(SameValueCoupling<UniformValue>));
        var dmh = new KernelSettings(
            TestSeed.Base, [.. TestSeed.Key("forbidden")], [0], new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 1, ["theta"]), Chain with { Chains = 1 });
        var covariance = dmh with { Estimator = dmh.Estimator with { Method = EstimatorMethod.Covariance } };
        var task = new BatchTask(ChainPass.At(0), [new(0, 0, 1, Vector.Of(0.6))], null);

        KernelFactory.Create(problem, dmh).Run(task, new Unlimited());
        var error = Assert.Throws<InvalidModelException>(() => KernelFactory.Create(problem, covariance).Run(task, new Unlimited()));
        Assert.Contains("density 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("use method dmh", error.Message, StringComparison.Ordinal);
    }

    private static PointModel Ising(string coupling, (double T, double J, double H) theta, params string[] wrt)
    {
        var model = PointOf.Ising(4, theta, "uniform-spin", "random", coupling, Scheme.Symmetric, 2, Chain, wrt);

        // One name for all couplings, so that the streams are the same.
        return DiffMH.Tests.Models.BuiltPlugins.Catalogue.Bind(model.Spec with { StreamKey = Convert.ToHexStringLower(TestSeed.Key("covariance")) });
    }

    private static double[][] Rows(PointModel model)
    {
        var task = new BatchTask(ChainPass.At(2), [new(0, 0, model.Spec.Chain.Groups, model.Theta.Initial), new(1, 0, model.Spec.Chain.Groups, model.Theta.Initial)], null);
        return [.. model.CreateKernel().Run(task, new Unlimited()).Sums.Values.ToArray().Chunk(model.Layout.Width)];
    }
}
