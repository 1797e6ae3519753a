using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary><c>estimator.control: covariance</c> against exact derivatives of stationary means, and beside the two estimates it is made of.</summary>
public sealed class ControlVariateTests
{
    private const int Replicates = 256;
    private const string Gaussian = """{ "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": [0.5], "deviations": 1.5 } }, "proposal": { "name": "random-walk", "scale": 2.5 }""";
    private const string Label = """{ "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": 0.4, "means": [-2.5, 2, 5], "deviations": 4 } }""";
    private const string Ising = """{ "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 4, "T": 4.0 } }""";

    // Model, parameter, what is evaluated, its exact derivative, and that of a mean whose dependence on the parameter itself is forgotten; the same where there is none.
    public static TheoryData<string, string, string, double, double> Cases { get; } = new()
    {
        { Gaussian, "theta", "x[0]^2", 2 * 0.5, 2 * 0.5 },
        { Gaussian, "theta", "mean(x[0] * theta[0])", 2 * 0.5, 0.5 },
        { Label, "observation", "mean(is_2)", LabelSlope, LabelSlope },
        { Label, "observation", "mean(is_2 * observation^2)", (0.4 * 0.4 * LabelSlope) + (2 * 0.4 * LabelProbability), 0.4 * 0.4 * LabelSlope },
        { Ising, "T", "specific_heat", IsingReference.At(4, 4.0).Slope, IsingReference.At(4, 4.0).Slope },
        // ⟨E⟩ = J e(T/J), and C = ∂⟨E⟩/∂T.
        { Ising, "J", "energy", IsingAtFour.Energy - (4 * IsingAtFour.SpecificHeat), -4 * IsingAtFour.SpecificHeat },
    };

    private static IsingReference IsingAtFour => IsingReference.At(4, 4.0);

    /// <summary>p₂ of the mixture at 0.4, pₖ ∝ exp(−(o − μₖ)²/2σ²).</summary>
    private static double LabelProbability => Weights[1] / Weights.Sum();

    /// <summary>∂p₂/∂o = p₂ (s₂ − Σ pₖ sₖ) with sₖ = (μₖ − o)/σ².</summary>
    private static double LabelSlope => LabelProbability * (Score(2) - Enumerable.Range(0, 3).Sum(k => Weights[k] / Weights.Sum() * Score(new[] { -2.5, 2, 5 }[k])));

    private static double[] Weights => [.. new[] { -2.5, 2, 5 }.Select(mean => Math.Exp(-(0.4 - mean) * (0.4 - mean) / 32))];

    private static double Score(double mean) => (mean - 0.4) / 16;

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_has_the_exact_mean_an_honest_error_and_the_scatter_of_the_better_of_the_two(string model, string wrt, string evaluated, double exact, double wrong)
    {
        var points = PlainRun.Of($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "control", "seed": {{TestSeed.Base}}, "mode": "gradient", "model": {{model}},
              "estimator": { "kernel": "generic", "alternatives": 4, "wrt": ["{{wrt}}"] }, "chain": { "chains": 16, "warmup": 100, "draws": 250 },
              "objective": { "evaluate": "{{evaluated}}" }, "replicates": { "count": {{Replicates}} },
              "design": { "points": [ { "estimator.method": "dmh" }, { "estimator.control": "covariance" }, { "estimator.method": "covariance" } ] }
            }
            """);
        var (alone, controlled, identity) = (points[0], points[1], points[2]);
        Assert.Equal(alone.Result.Moments, controlled.Result.Moments);
        Assert.Equal(alone.Result.Diagnostics!.Observables, controlled.Result.Diagnostics!.Observables);

        var found = controlled.Result.Gradient[0];
        Statistically.Agrees(exact, found, $"{evaluated} by {wrt}", Replicates * 16);
        Statistically.Differs(-exact, found, "sign", Replicates * 16);
        if (wrong != exact)
        {
            Statistically.Differs(wrong, found, "without its own dependence", Replicates * 16);
        }

        var (scatter, error) = Statistically.Mean(Squares(controlled));
        Statistically.Agrees(Errors(controlled).Average(), (scatter, error), "reported variance against the scatter of replicates", Replicates);
        // The three errors are of the same chains, each known to one per cent.
        var (better, worse) = (Math.Min(alone.Result.Gradient[0].Error, identity.Result.Gradient[0].Error), Math.Max(alone.Result.Gradient[0].Error, identity.Result.Gradient[0].Error));
        TestContext.Current.SendDiagnosticMessage($"{evaluated} by {wrt}: {found.Error / better:F3} of the better error, {found.Error / worse:F3} of the other");
        Assert.True(found.Error < 1.05 * better, $"error {found.Error:R}, alone {alone.Result.Gradient[0].Error:R}, by the identity {identity.Result.Gradient[0].Error:R} (seed {TestSeed.Base})");
    }

    // Model, parameters, coupling, what is evaluated, and its exact derivatives.
    public static TheoryData<string, string, string, string, double[]> SeveralParameters { get; } = new()
    {
        { """{ "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": [0.5, -1], "deviations": 1.5 } }, "proposal": { "name": "random-walk", "scale": 2.5 }""", "\"theta\", \"deviations\"", "reflection", "x[0]^2", [2 * 0.5, 0, 2 * 1.5] },
        { Ising, "\"T\", \"J\"", "same-value", "energy", [IsingAtFour.SpecificHeat, IsingAtFour.Energy - (4 * IsingAtFour.SpecificHeat)] },
        { Ising + """, "proposal": "flip" """, "\"J\", \"T\"", "site-swap", "energy", [IsingAtFour.Energy - (4 * IsingAtFour.SpecificHeat), IsingAtFour.SpecificHeat] },
    };

    [Theory]
    [MemberData(nameof(SeveralParameters))]
    public void Several_parameters_have_each_its_own_derivative(string model, string wrt, string coupling, string evaluated, double[] exact)
    {
        var found = PlainRun.Of($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "control", "seed": {{TestSeed.Base}}, "mode": "gradient", "model": {{model}}, "coupling": "{{coupling}}",
              "estimator": { "kernel": "generic", "control": "covariance", "wrt": [{{wrt}}] }, "chain": { "chains": 16, "warmup": 100, "draws": 500 },
              "objective": { "evaluate": "{{evaluated}}" }, "replicates": { "count": 32 }
            }
            """).Single().Result.Gradient;
        Assert.Equal(exact.Length, found.Length);
        for (var i = 0; i < exact.Length; i++)
        {
            Statistically.Agrees(exact[i], found[i], $"{found[i].Name} of {evaluated}", 512);
            Statistically.Differs(exact[(i + 1) % exact.Length], found[i], "another's", 512);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void The_error_of_a_replicate_is_what_its_gradient_scatters_by(int chains)
    {
        var point = PlainRun.Of($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "control", "seed": {{TestSeed.Base}}, "mode": "gradient", "model": {{Label}},
              "estimator": { "control": "covariance", "wrt": ["observation"] }, "chain": { "chains": {{chains}}, "warmup": 10, "draws": 50 },
              "objective": { "evaluate": "is_2" }, "replicates": { "count": 4000 }
            }
            """).Single();
        var gradients = Replicate(point).Select(row => row[3]).ToArray();
        var mean = gradients.Average();
        var (scatter, error) = Statistically.Mean([.. gradients.Select(value => (value - mean) * (value - mean))]);
        TestContext.Current.SendDiagnosticMessage($"{chains} chains: reported variance {Errors(point).Average() / scatter:F3} of the scatter, known to {error / scatter:F3}");
        Statistically.Agrees(Errors(point).Average(), (scatter, error), "reported variance against the scatter of replicates", 4000);
        Statistically.Differs(0.8 * Errors(point).Average(), (scatter, error), "a fifth less", 4000);
    }

    [Fact]
    public void It_does_not_change_what_others_get_when_replicates_are_added()
    {
        static double[][] Rows(int replicates) => [.. Replicate(PlainRun.Of($$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "control", "seed": {{TestSeed.Base}}, "mode": "gradient", "model": {{Label}},
              "estimator": { "control": "covariance", "wrt": ["observation"] }, "chain": { "chains": 8, "warmup": 5, "draws": 20 },
              "objective": { "evaluate": "entropy" }, "replicates": { "count": {{replicates}} }
            }
            """).Single())];

        Assert.Equal(Rows(3), Rows(5)[..3]);
    }

    /// <summary>The rows of the trace, one for each replicate: parameter, objective and its error, gradient and its error.</summary>
    private static IEnumerable<double[]> Replicate(LocalPointOutcome point) => Enumerable.Range(0, point.Trace.Single().Rows).Select(row => point.Trace.Single().Row(row).ToArray());

    private static double[] Errors(LocalPointOutcome point) => [.. Replicate(point).Select(row => row[4] * row[4])];

    /// <summary>Squared deviations of the replicates' gradients from their mean, whose mean is their variance.</summary>
    private static double[] Squares(LocalPointOutcome point)
    {
        double[] values = [.. Replicate(point).Select(row => row[3])];
        var mean = values.Average();
        return [.. values.Select(value => (value - mean) * (value - mean) * Replicates / (Replicates - 1))];
    }
}
