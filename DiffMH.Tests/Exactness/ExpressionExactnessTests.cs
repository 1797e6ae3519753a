using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Models;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>Objectives that a sweep file writes out, against the exact derivative of the finite chain: through moments of added observables and through θ itself.</summary>
public sealed class ExpressionExactnessTests
{
    private const int Lanes = 40_000;
    private static readonly double[] Means = [-2.5, 2, 5];
    private static readonly double[,] OneOfTheOthers = { { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } };
    private static readonly ChainSettings Brief = new(1, 2, 10, 1, "first");
    private static readonly ChainSettings Lattice = new(1, 1, 6, 1, "cold");
    private static readonly (double T, double J, double H) Hot = (2.5, 1, 0.3);

    [Theory]
    [InlineData(EstimatorMethod.Dmh)]
    [InlineData(EstimatorMethod.Score)]
    public void On_labels_with_observables_that_depend_on_theta(EstimatorMethod method)
    {
        // f = x² 1{2} + exp(x / 4) 1{3} and φ = log E f + x² E 1{1}, in the observation x.
        const double x = 1.3;
        var model = PointOf.Mixture(x, Scheme.Symmetric, 2, "residual", Brief, "observation").With(method);
        var gradient = Run(model, "log(mean(is_2 * observation^2 + is_3 * exp(observation / 4))) + observation^2 * mean(is_1)");

        double[] logDensity = [.. Means.Select(mean => -0.5 * Math.Pow((x - mean) / 4, 2))];
        double[] score = [.. Means.Select(mean => -(x - mean) / 16)];
        var exact = new LabelChain(OneOfTheOthers, logDensity, score, TieRule.Mean).Average(
            0, Brief.Warmup, Brief.Draws, Brief.Thin, [[0, x * x, Math.Exp(x / 4)], [1, 0, 0]], [[0, 2 * x, Math.Exp(x / 4) / 4], [0, 0, 0]]);
        var slope = (exact.Slopes[0] / exact.Moments[0]) + (2 * x * exact.Moments[1]) + (x * x * exact.Slopes[1]);
        Statistically.Agrees(slope, gradient, $"by {method}", Lanes);
        Statistically.Differs(0.98 * slope, gradient, "two per cent", Lanes);
        Statistically.Differs(slope - (2 * x * exact.Moments[1]), gradient, "without the explicit parameter", Lanes);
        var direct = new LabelChain(OneOfTheOthers, logDensity, score, TieRule.Mean).Average(0, Brief.Warmup, Brief.Draws, Brief.Thin, [[0, x * x, Math.Exp(x / 4)]]);
        Statistically.Differs(slope - ((exact.Slopes[0] - direct.Slopes[0]) / exact.Moments[0]), gradient, "without what the observable itself depends on", Lanes);
    }

    [Theory]
    [InlineData("uniform-spin", "same-value", 8)]
    [InlineData("uniform-spin", "same-value", 1)]
    [InlineData("flip", "site-swap", 2)]
    public void On_a_lattice_in_every_parameter(string proposal, string coupling, int alternatives)
    {
        // E = −J B − h M: both moments depend on J and h through the energy, and φ on T by itself.
        string[] names = ["T", "J", "h"];
        var model = PointOf.Ising(3, Hot, proposal, "random", coupling, Scheme.Symmetric, alternatives, Lattice, names);
        var found = Results(model, "mean(energy^3) / T^2 + J * mean(abs(energy + 2) * magnetization)");
        var gradient = found.Gradient;
        var chain = new IsingChain(3, Hot.T, Hot.J, Hot.H, TieRule.Mean);
        for (var parameter = 0; parameter < names.Length; parameter++)
        {
            var exact = chain.Average(proposal == "uniform-spin", randomOrder: true, Lattice.Warmup, Lattice.Draws, parameter, Observe);
            double[] explicitly = [-2 * exact.Moments[0] / Math.Pow(Hot.T, 3), exact.Moments[1], 0];
            var slope = (exact.Slopes[0] / (Hot.T * Hot.T)) + (Hot.J * exact.Slopes[1]) + explicitly[parameter];
            Statistically.Agrees(slope, gradient[parameter], $"{names[parameter]} by {proposal} {coupling} {alternatives}", Lanes);
            Statistically.Agrees(exact.Moments[0], found.Moments[5], "mean of energy^3", Lanes);
            Statistically.Differs(0.8 * slope, gradient[parameter], $"a fifth of {names[parameter]}", Lanes);
            if (explicitly[parameter] != 0)
            {
                Statistically.Differs(slope - explicitly[parameter], gradient[parameter], "without the explicit parameter", Lanes);
            }
        }

        Assert.Equal(["energy^3", "abs(energy+2)*magnetization"], found.Moments.Skip(5).Select(moment => moment.Name));

        static (double[] Values, double[] Slopes) Observe(double energy, double spins, double energySlope) =>
            ([Math.Pow(energy, 3), Math.Abs(energy + 2) * spins], [3 * energy * energy * energySlope, Math.Sign(energy + 2) * spins * energySlope]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void On_free_sites_whether_derivatives_are_found_at_once_or_one_by_one(bool isMany)
    {
        // f = h₂ M B and φ = E f + h₂ E M: 27 parameters by reverse mode, two of them by forward mode.
        const int field = SmallMachine.Edges + 2;
        var chain = new ChainSettings(1, 1, 3, 1, "cold");
        string[] names = isMany ? SmallMachine.Names : [SmallMachine.Names[0], SmallMachine.Names[field]];
        var model = SmallMachine.Bind(SmallMachine.Free, "uniform-spin", "same-value", new(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 4, [.. names]), chain);
        var gradient = Results(model, "mean(magnetization * bond_sum * h[2]) + h[2] * mean(magnetization)", SmallMachine.Catalogue).Gradient;

        var h = SmallMachine.Theta[field];
        double[] products = [.. SmallMachine.Observables[SmallMachine.Magnetization].Zip(SmallMachine.Observables[SmallMachine.BondSum], (spins, bonds) => spins * bonds)];
        double[][] observables = [[.. products.Select(product => h * product)], SmallMachine.Observables[SmallMachine.Magnetization]];
        for (var i = 0; i < names.Length; i++)
        {
            var isField = names[i] == SmallMachine.Names[field];
            var exact = SmallMachine.Finite(
                chain, isFlip: false, SmallMachine.Unit(Array.IndexOf(SmallMachine.Names, names[i])), observables, isField ? [products, new double[products.Length]] : null);
            var slope = exact.Slopes[0] + (h * exact.Slopes[1]) + (isField ? exact.Moments[1] : 0);
            Statistically.Agrees(slope, gradient[i], names[i], Lanes);
            if (isField)
            {
                Statistically.Differs(slope - exact.Moments[1], gradient[i], "without the explicit parameter", Lanes);
                Statistically.Differs(slope - (exact.Moments[0] / h), gradient[i], "without what the observable itself depends on", Lanes);
            }
        }
    }

    [Fact]
    public void On_vectors_against_the_moments_of_a_Gaussian()
    {
        // Stationary N(θ, 1): E x³ = θ³ + 3 θ and E x⁴ = θ⁴ + 6 θ² + 3; 60 steps forget the start to 10⁻⁹.
        const double theta = 0.7;
        var chain = new ChainSettings(1, 60, 20, 1, "fixed");
        var gradient = Run(PointOf.Mean(theta, 2.4, Scheme.Symmetric, 4, "reflection", chain, "theta[0]"), "mean(x[0]^4) / mean(x[0]^3) + theta[0]^2");
        var (third, fourth) = (Math.Pow(theta, 3) + (3 * theta), Math.Pow(theta, 4) + (6 * theta * theta) + 3);
        var slope = ((((4 * Math.Pow(theta, 3)) + (12 * theta)) * third) - (((3 * theta * theta) + 3) * fourth)) / (third * third);
        Statistically.Agrees(slope + (2 * theta), gradient, "ratio of moments", Lanes);
        Statistically.Differs(slope, gradient, "without the explicit parameter", Lanes);
    }

    [Fact]
    public void Derivatives_in_a_step_go_through_the_states_of_added_observables()
    {
        // √((1 + jump²)²) − 1 is the squared jump: the same streams must give the same derivative, to rounding.
        var model = PointOf.Walk(1.5, 0, Scheme.Symmetric, 2, "reflection", new(1, 5, 30, 1, "fixed"));
        var own = Results(model, "mean(squared_jump) * proposal.scale");
        var added = Results(model, "(mean(sqrt((1 + squared_jump)^2)) - 1) * proposal.scale");
        Assert.Equal(own.Gradient[0].Value, added.Gradient[0].Value, 1e-11 * Math.Abs(own.Gradient[0].Value));
        Assert.Equal(own.Gradient[0].Error, added.Gradient[0].Error, 1e-9 * own.Gradient[0].Error);
        Assert.NotEqual(0, own.Gradient[0].Value);
    }

    private static Estimate Run(PointModel model, string expression) => Results(model, expression).Gradient[0];

    /// <summary>All lanes as replicates of one chain, merged, as gradient mode does.</summary>
    private static PointResult Results(PointModel model, string expression, ModelCatalogue? catalogue = null)
    {
        var spec = model.Spec with { Objective = new(expression, ObjectiveGoal.Evaluate, expression), Replicates = Lanes };
        var result = LocalRun.Run([LocalPoint.Of((catalogue ?? BuiltPlugins.Catalogue).Bind(spec))]).Points.Single().Result;
        Assert.Null(result.Failure);
        return result;
    }
}
