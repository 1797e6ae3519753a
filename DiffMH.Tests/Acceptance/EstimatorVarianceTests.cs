using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>How much gradients of single chains scatter with the other estimators, as in the paper's comparison with the score function.</summary>
public sealed class EstimatorVarianceTests
{
    private const double Tolerance = 0.15;

    /// <summary>By how much a number read off a logarithmic plot may be wrong.</summary>
    private const double Reading = 0.05;

    private const double Observation = 0.4;
    private const double Deviation = 4;
    private static readonly double[] Means = [-2.5, 2, 5];
    private static readonly double[,] OneOfTheOthers = { { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } };

    // Draws, replicates, and the variance of the covariance identity at observation 0.4, computed by a program of its own and given to two
    // digits. Replicates are so many that 15 % is at least five standard errors.
    public static TheoryData<int, int, double> Covariances { get; } = new()
    {
        { 50, 40_000, 2.6e-4 },
        { 200, 20_000, 6.7e-5 },
        { 500, 10_000, 2.7e-5 },
        { 2000, 6_000, 6.6e-6 },
        { 5000, 6_000, 2.8e-6 },
    };

    // Draws, replicates, and what the paper plots (figure of the comparison with the score function), from 100,000/draws replicates each.
    public static TheoryData<int, int, double> Scores { get; } = new()
    {
        { 50, 20_000, 0.052 },
        { 200, 10_000, 0.098 },
        { 500, 6_000, 0.193 },
        { 2000, 3_000, 0.52 },
        { 5000, 2_000, 2.07 },
    };

    [Theory]
    [MemberData(nameof(Covariances))]
    public void The_covariance_identity_has_the_known_variance(int draws, int replicates, double expected)
    {
        var (value, error) = Variance(Gradients("covariance", "entropy", draws, replicates));
        var described = $"{draws} draws: expected {expected:R}, found {value:R}, error {error:R} (seed {TestSeed.Base})";
        Assert.True(Math.Abs(value - expected) <= Tolerance * expected, described);
        Assert.True(Statistically.Limit * error <= Tolerance * expected, described);
    }

    [Theory]
    [MemberData(nameof(Scores))]
    public void The_score_function_has_the_published_variance_as_far_as_so_few_replicates_told_it(int draws, int replicates, double published)
    {
        var gradients = Gradients("score-plain", "entropy", draws, replicates);
        var (value, error) = Variance(gradients);

        // The error of a variance falls with the root of the number of replicates, of which the paper has 100,000/draws.
        var ofPaper = error * Math.Sqrt(replicates * (double)draws / 100_000);
        var whole = Math.Sqrt((error * error) + (ofPaper * ofPaper) + Math.Pow(Reading * published, 2));
        TestContext.Current.SendDiagnosticMessage($"{draws} draws: variance {value:G4} +- {error:G2}, published {published} +- {ofPaper:G2}");
        Statistically.Agrees(published, (value, whole), $"variance of the published score, {draws} draws", replicates);
        if (draws <= 200)
        {
            // The few replicates for longer chains leave so much open that their power is in the test of the exact variance.
            Statistically.Differs(published / 2, (value, whole), "half of it", replicates);
        }
    }

    [Theory]
    [InlineData(50, 100_000)]
    [InlineData(500, 40_000)]
    [InlineData(2000, 20_000)]
    [InlineData(5000, 10_000)]
    public void The_score_function_of_a_moment_has_the_exact_variance(int draws, int replicates)
    {
        var score = Means.Select(mean => (mean - Observation) / (Deviation * Deviation)).ToArray();
        var logDensity = Means.Select(mean => -0.5 * Math.Pow((Observation - mean) / Deviation, 2)).ToArray();
        var exact = new ScoreVariance(OneOfTheOthers, logDensity, score).Of(0, 50, draws, [0, 1, 0]);
        var derivative = new LabelChain(OneOfTheOthers, logDensity, score, TieRule.Mean).Average(0, 50, draws, 1, [[0, 1, 0]]).Slopes[0];
        Assert.Equal(derivative, exact.Mean, 1e-9);   // the two oracles share no formula

        var gradients = Gradients("score-plain", "is_2", draws, replicates);
        Statistically.Agrees(exact.Mean, Statistically.Mean(gradients), $"derivative, {draws} draws", replicates);
        Statistically.Agrees(exact.Variance, Variance(gradients), $"variance, {draws} draws", replicates);
        Statistically.Differs(0.8 * exact.Variance, Variance(gradients), $"variance less a fifth, {draws} draws", replicates);
    }

    /// <summary>The variance of one value, and its standard error.</summary>
    private static (double Value, double Error) Variance(double[] values)
    {
        var (mean, factor) = (values.Average(), values.Length / (values.Length - 1.0));
        return Statistically.Mean([.. values.Select(value => factor * (value - mean) * (value - mean))]);
    }

    /// <summary>The gradients of the replicates, of one chain each.</summary>
    private static double[] Gradients(string method, string objective, int draws, int replicates)
    {
        var outcome = PlainRun.Of(
            $$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "estimators", "seed": {{TestSeed.Base}}, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": 0.4, "means": [-2.5, 2, 5], "deviations": 4 } },
              "proposal": "other-label", "estimator": { "method": "{{method}}", "wrt": ["observation"] },
              "chain": { "chains": 1, "warmup": 50, "draws": {{draws}}, "start": "first" },
              "objective": { "evaluate": "{{objective}}" }, "replicates": { "count": {{replicates}} }
            }
            """).Single();
        return [.. Enumerable.Range(0, replicates).Select(row => outcome.Trace.Single().Row(row)[3])];
    }
}
