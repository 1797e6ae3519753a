using System.Collections.Immutable;
using DiffMH.Engine.Pilots;
using DiffMH.Engine.Statistics;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Pilots;

/// <summary>Intervals of variances and of their ratios, on samples whose variances are known.</summary>
public sealed class IntervalTests
{
    private const int Experiments = 4000;
    private const double Probability = 0.95;

    /// <summary>How far the coverage of a jackknife may be from what it says, see <see cref="JackknifedLog.Times"/>.</summary>
    private const double Approximation = 0.012;

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public void The_interval_of_a_variance_holds_the_true_one_as_often_as_it_says(int chains)
    {
        const double Variance = 4;
        AssertCovers(Variance, chains, (sample, _) => sample.LogVariance([0]).Times(1), "variance");
        Assert.True(Coverage(2 * Variance, chains, (sample, _) => sample.LogVariance([0]).Times(1)) < Probability - 0.1);   // the twin: it does not hold everything
    }

    [Fact]
    public void With_few_chains_its_ends_are_quantiles_of_Student()
    {
        ImmutableArray<double> without = [0.3, -0.2, 0.1, 0.5, -0.4, 0.2, 0, -0.1];
        var (mean, n) = (without.Average(), without.Length);
        var error = Math.Sqrt(without.Sum(value => (value - mean) * (value - mean)) * (n - 1) / n);
        var interval = new JackknifedLog(0.7, without).Times(2);
        var exact = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, n - 1, 0.975);
        Assert.Equal(exact, Math.Log(interval.Upper / interval.Value) / error, 0.02);   // the normal quantile is 1.96, this one 2.36
        Assert.Equal(exact, Math.Log(interval.Value / interval.Lower) / error, 0.02);
    }

    [Fact]
    public void A_known_cost_is_a_factor_of_all_three_numbers() =>
        AssertCovers(4 * 2.5, 64, (sample, _) => sample.LogVariance([0]).Times(2.5), "variance x cost");

    [Fact]
    public void Of_several_parameters_it_is_that_of_the_geometric_mean_of_their_variances() =>
        AssertCovers(Math.Sqrt(4 * 9), 64, (sample, _) => sample.LogVariance([0, 1]).Times(1), "geometric mean");

    [Fact]
    public void The_interval_of_a_ratio_from_the_same_chains_holds_the_true_one_and_is_narrower_than_from_others()
    {
        // Both samples share most of their noise, as candidates on the same primal chains do.
        AssertCovers(9.25 / 9, 64, (sample, _) => sample.LogVariance([2]).Over(sample.LogVariance([1])).Times(1), "paired ratio");
        var (sample, other) = (Sample(0, 64), Sample(Experiments, 64));
        var (paired, unpaired) = (sample.LogVariance([2]).Over(sample.LogVariance([1])).Times(1), sample.LogVariance([2]).Over(other.LogVariance([1])).Times(1));
        Assert.True(paired.Upper - paired.Lower < 0.5 * (unpaired.Upper - unpaired.Lower));
    }

    [Fact]
    public void Pseudo_values_have_the_mean_and_the_error_of_the_jackknife()
    {
        var stream = TestSeed.Open("pseudo-values", 0);
        double[] rows = [.. Enumerable.Range(0, 20).SelectMany(_ => new[] { 1.0, stream.NextNormal() + 3 })];
        static void Squared(ReadOnlySpan<double> sums, Span<double> values) => values[0] = sums[1] * sums[1] / (sums[0] * sums[0]);
        var jackknifed = Jackknife.Of(rows, 2, 1, Squared);
        var (mean, error) = Statistically.Mean([.. PseudoValues.Of(rows, 2, 1, Squared).Select(values => values[0])]);
        Assert.Equal(jackknifed.Corrected[0], mean, 1e-10);
        Assert.Equal(jackknifed.Errors[0], error, 1e-10);
    }

    private static void AssertCovers(double exact, int chains, Func<PilotSample, int, Interval> interval, string what)
    {
        var coverage = Coverage(exact, chains, interval);
        var error = Math.Sqrt(Probability * (1 - Probability) / Experiments);
        Assert.True(Math.Abs(coverage - Probability) < Approximation + (Statistically.Limit * error), $"{what}: {coverage} of {Experiments} intervals from {chains} chains hold {exact} (seed {TestSeed.Base})");
    }

    private static double Coverage(double exact, int chains, Func<PilotSample, int, Interval> interval) => Enumerable.Range(0, Experiments)
        .Select(experiment => interval(Sample(experiment, chains), experiment))
        .Average(found => found.Lower <= exact && exact <= found.Upper ? 1.0 : 0.0);

    /// <summary>Gaussian chains: standard deviations 2 and 3, independent, then the second with a little noise of its own.</summary>
    private static PilotSample Sample(int experiment, int chains)
    {
        var stream = TestSeed.Open("intervals", experiment);
        var (first, second, third) = (new double[chains], new double[chains], new double[chains]);
        for (var i = 0; i < chains; i++)
        {
            (first[i], second[i]) = (2 * stream.NextNormal(), 7 + (3 * stream.NextNormal()));
            third[i] = second[i] + (0.5 * stream.NextNormal());
        }

        return new(["a", "b", "c"], chains, [[.. first], [.. second], [.. third]], new(0, 0, 0, ImmutableArray<ObservableDiagnostics>.Empty));
    }
}
