using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>How much the entropy gradient of one chain scatters, by scheme and length, as in the paper's comparison with the score function.</summary>
public sealed class SchemeVarianceTests
{
    private const double Tolerance = 0.15;

    // Draws, replicates, and the variances of `one-sided` and `symmetric` at observation 0.4, computed by a program of its own and given
    // to two digits, as in the header of sweeps/gmm-schemes.yaml. Replicates are so many that 15 % is at least five standard errors.
    public static TheoryData<int, int, double, double> Lengths { get; } = new()
    {
        { 50, 40_000, 1.3e-3, 6.0e-4 },
        { 200, 20_000, 2.3e-4, 1.2e-4 },
        { 500, 10_000, 8.3e-5, 4.6e-5 },
        { 2000, 6_000, 2.0e-5, 1.1e-5 },
        { 5000, 6_000, 8.5e-6, 4.5e-6 },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void One_sided_has_the_known_variance_and_symmetric_a_lower_one_with_one_alternative_and_with_eight(int draws, int replicates, double oneSided, double symmetric)
    {
        var gradients = Gradients(draws, replicates);
        var (wide, narrow) = (SquaredDeviations(gradients[0]), SquaredDeviations(gradients[1]));
        var variance = Statistically.Mean(wide);
        Within(oneSided, variance, $"one-sided, {draws} draws");
        Within(symmetric, Statistically.Mean(narrow), $"symmetric, {draws} draws");

        Below(narrow, wide, "symmetric with one alternative");
        Below(SquaredDeviations(gradients[2]), wide, "symmetric with eight alternatives");
        Statistically.Differs(symmetric, variance, "the other scheme's variance", replicates);
        Statistically.Differs(oneSided / 2, variance, "half the variance", replicates);
    }

    /// <summary>Within 15 % of a number, where 15 % is at least five standard errors.</summary>
    private static void Within(double expected, (double Value, double Error) variance, string what)
    {
        var described = $"{what}: expected {expected:R}, found {variance.Value:R}, error {variance.Error:R} (seed {TestSeed.Base})";
        Assert.True(Math.Abs(variance.Value - expected) <= Tolerance * expected, described);
        Assert.True(Statistically.Limit * variance.Error <= Tolerance * expected, described);
    }

    /// <summary>All watch the same primal chains, so squared deviations are compared in pairs.</summary>
    private static void Below(double[] less, double[] more, string what)
    {
        var (gain, error) = Statistically.Mean([.. more.Zip(less, (a, b) => a - b)]);
        TestContext.Current.SendDiagnosticMessage($"{what}: variance {less.Average():G3}, of one-sided {more.Average():G3}");
        Assert.True(gain > Statistically.Limit * error, $"{what} is lower by {gain:R} with error {error:R} (seed {TestSeed.Base})");
    }

    /// <summary>Squared deviations from the mean, whose mean is the variance.</summary>
    private static double[] SquaredDeviations(double[] values)
    {
        var (mean, factor) = (values.Average(), values.Length / (values.Length - 1.0));
        return [.. values.Select(value => factor * (value - mean) * (value - mean))];
    }

    /// <summary>The replicates' gradients by `one-sided`, by `symmetric`, and by `symmetric` with eight alternatives.</summary>
    private static double[][] Gradients(int draws, int replicates)
    {
        var outcomes = PlainRun.Of(
            $$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "schemes", "seed": {{TestSeed.Base}}, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": 0.4, "means": [-2.5, 2, 5], "deviations": 4 } },
              "proposal": "other-label", "coupling": "residual",
              "estimator": { "method": "dmh", "pruning": "weight", "wrt": ["observation"] },
              "chain": { "chains": 1, "warmup": 50, "draws": {{draws}}, "start": "first" },
              "objective": { "evaluate": "entropy" },
              "design": { "zip": [ { "estimator.scheme": ["one-sided", "symmetric", "symmetric"] }, { "estimator.alternatives": [1, 1, 8] } ] },
              "replicates": { "count": {{replicates}} }
            }
            """);
        return [.. outcomes.Select(point => Enumerable.Range(0, replicates).Select(row => point.Trace.Single().Row(row)[3]).ToArray())];
    }
}
