using DiffMH.Engine.Models;
using DiffMH.Engine.Verification;
using DiffMH.Tests.Oracles;

namespace DiffMH.Tests.Verification;

/// <summary>The chains without sampling that verify compares with are those of the oracles, which share no code with them.</summary>
public sealed class ExactChainTests
{
    private static readonly ChainSettings Chain = new(Chains: 1, Warmup: 2, Draws: 5, Thin: 1, Start: "");

    [Theory]
    [InlineData("uniform-spin", true)]
    [InlineData("flip", false)]
    public void Moments_of_a_small_Ising_lattice(string proposal, bool isFresh)
    {
        var (trial, shape) = Trial("ising-2d", new() { ["L"] = 3, ["T"] = 4.0, ["J"] = 1.1, ["h"] = 0.2 });
        var definition = trial.Model.Proposals.Single(found => found.Name == proposal);
        var moments = shape.ExactLaw(trial.Propose(definition, isVaried: false), Chain)!([4.0, 1.1, 0.2]).Moments;

        // Verify starts from some state of its own, the oracle with all spins up: after many sweeps neither remembers.
        var late = Chain with { Warmup = 800 };
        var forgotten = shape.ExactLaw(trial.Propose(definition, isVaried: false), late)!([4.0, 1.1, 0.2]).Moments;
        var exact = new IsingChain(3, 4.0, 1.1, 0.2, TieRule.Mean).Average(isFresh, randomOrder: true, warmup: 800, draws: 5, parameter: 0).Moments;
        Assert.All(exact.Zip(forgotten), pair => Assert.Equal(pair.First, pair.Second, 1e-7 * Math.Max(1, Math.Abs(pair.First))));
        Assert.NotEqual(moments[0], forgotten[0], 1e-3);
    }

    [Fact]
    public void Moments_of_a_mixture()
    {
        var (trial, shape) = Trial("mixture-label", new() { ["observation"] = 0.4, ["means"] = new System.Text.Json.Nodes.JsonArray(-2.5, 2, 5), ["deviations"] = 4 });
        var theta = trial.Theta;
        var moments = shape.ExactLaw(trial.Propose(trial.Model.Proposals[0], isVaried: false), Chain)!(theta).Moments;
        var logs = new[] { -2.5, 2, 5 }.Select(mean => -0.5 * Math.Pow((0.4 - mean) / 4, 2)).ToArray();
        var other = new double[3, 3];
        for (var i = 0; i < 9; i++)
        {
            other[i / 3, i % 3] = i / 3 == i % 3 ? 0 : 0.5;
        }

        double[][] indicators = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
        var exact = new Oracles.LabelChain(other, logs, new double[3], TieRule.Mean).Average(0, 2, 5, 1, indicators).Moments;
        Assert.All(exact.Zip(moments), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private static (Trial Trial, IShape Shape) Trial(string model, System.Text.Json.Nodes.JsonObject settings)
    {
        var definition = Verified.OurModels.Single(found => found.Model.Name == model).Model;
        var trial = Engine.Verification.Trial.Of(definition, GivenSettings.None with { Values = settings }, isVaried: false, new NamedStreams(1), new VerificationBudget());
        return (trial, definition.Shape == ModelShape.Sites ? new SiteShape(trial) : new LabelShape(trial));
    }
}
