using System.Globalization;

namespace DiffMH.Tests.Support;

/// <summary>Compares estimates with exact numbers in standard errors: a right estimator fails five of them once in 1.7 million seeds.</summary>
/// <remarks>That holds for errors known from many groups or replicates; from 8 replicates, Student's t makes it once in 640.</remarks>
public static class Statistically
{
    /// <summary>Beyond how many standard errors two numbers differ.</summary>
    public const double Limit = 5;

    /// <summary>Fails where the estimate is more than five standard errors from the exact number.</summary>
    /// <param name="exact">The exact number.</param>
    /// <param name="estimate">The estimate and its standard error, which must be positive.</param>
    /// <param name="what">What is estimated.</param>
    /// <param name="n">From how many independent repetitions, where known.</param>
    public static void Agrees(double exact, (double Value, double Error) estimate, string what, long? n = null) =>
        Assert.True(Math.Abs(Score(exact, estimate)) <= Limit, Describe("disagrees", exact, estimate, what, n));

    /// <summary>The same for a named estimate.</summary>
    public static void Agrees(double exact, Estimate estimate, string what, long? n = null) => Agrees(exact, (estimate.Value, estimate.Error), what, n);

    /// <summary>Fails where the estimate is within five standard errors of a wrong number: the twin that proves that the test could fail.</summary>
    /// <param name="wrong">A number that a faulty estimator would give.</param>
    /// <param name="estimate">The estimate and its standard error, which must be positive.</param>
    /// <param name="what">What is wrong with the number.</param>
    /// <param name="n">From how many independent repetitions, where known.</param>
    public static void Differs(double wrong, (double Value, double Error) estimate, string what, long? n = null) =>
        Assert.True(Math.Abs(Score(wrong, estimate)) > Limit, Describe("cannot be told apart", wrong, estimate, what, n));

    /// <summary>The same for a named estimate.</summary>
    public static void Differs(double wrong, Estimate estimate, string what, long? n = null) => Differs(wrong, (estimate.Value, estimate.Error), what, n);

    /// <summary>Mean and standard error of independent values.</summary>
    public static (double Value, double Error) Mean(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / ((values.Count - 1.0) * values.Count)));
    }

    // Without a positive error no score exists, and neither assertion may pass: both compare NaN, which is false.
    private static double Score(double expected, (double Value, double Error) estimate) =>
        estimate.Error > 0 ? (estimate.Value - expected) / estimate.Error : double.NaN;

    private static string Describe(string verdict, double expected, (double Value, double Error) estimate, string what, long? n) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what} {verdict}: n = {n?.ToString(CultureInfo.InvariantCulture) ?? "not given"}, estimate = {estimate.Value:R}, exact = {expected:R}, error = {estimate.Error:R}, z = {Score(expected, estimate):F2} (seed {TestSeed.Base})");
}
