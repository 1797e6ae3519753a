using DiffMH.Engine.Statistics;

namespace DiffMH.Tests.Statistics;

/// <summary>Rows of these tests: count, Σx, Σx².</summary>
public sealed class JackknifeTests
{
    private static readonly double[] Sample = [1.5, -2.0, 4.25, 0.5, 3.0];

    [Fact]
    public void Of_a_mean_it_gives_the_mean_and_its_textbook_standard_error()
    {
        var found = Jackknife.Of(Rows(Sample), 3, 1, Mean);
        Assert.Equal(Sample.Average(), found.Plain[0], 14);
        Assert.Equal(Sample.Average(), found.Corrected[0], 14);
        Assert.Equal(Math.Sqrt(UnbiasedVariance(Sample) / Sample.Length), found.Errors[0], 14);
    }

    [Fact]
    public void Of_a_squared_mean_it_subtracts_the_variance_of_the_mean()
    {
        var mean = Sample.Average();
        var found = Jackknife.Of(Rows(Sample), 3, 1, SquaredMean);
        Assert.Equal(mean * mean, found.Plain[0], 14);
        Assert.Equal((mean * mean) - (UnbiasedVariance(Sample) / Sample.Length), found.Corrected[0], 13);
    }

    [Fact]
    public void Of_a_squared_mean_it_is_exactly_unbiased_over_all_outcomes_of_three_coins()
    {
        var (corrected, plain) = (0.0, 0.0);
        for (var outcome = 0; outcome < 8; outcome++)
        {
            var found = Jackknife.Of(Rows([outcome & 1, (outcome >> 1) & 1, outcome >> 2]), 3, 1, SquaredMean);
            corrected += found.Corrected[0] / 8;
            plain += found.Plain[0] / 8;
        }

        Assert.Equal(0.25, corrected, 15);
        Assert.Equal(0.25 + (0.25 / 3), plain, 15);
    }

    [Fact]
    public void Of_the_variance_with_divisor_n_it_gives_the_variance_with_divisor_n_minus_1()
    {
        var found = Jackknife.Of(Rows(Sample), 3, 1, PlugInVariance);
        Assert.Equal(UnbiasedVariance(Sample), found.Corrected[0], 13);
    }

    [Fact]
    public void Its_error_is_the_scatter_of_the_leave_one_out_values()
    {
        var left = Enumerable.Range(0, Sample.Length).Select(i => Math.Pow((Sample.Sum() - Sample[i]) / (Sample.Length - 1), 2)).ToArray();
        var scatter = left.Sum(value => Math.Pow(value - left.Average(), 2));
        var found = Jackknife.Of(Rows(Sample), 3, 1, SquaredMean);
        Assert.Equal(Math.Sqrt((Sample.Length - 1.0) / Sample.Length * scatter), found.Errors[0], 13);
    }

    [Fact]
    public void Groups_of_unequal_size_are_merged_by_their_sums()
    {
        double[] rows = [2, 3.0, 5.0, 1, 10.0, 100.0];
        var found = Jackknife.Of(rows, 3, 1, Mean);
        Assert.Equal(13.0 / 3, found.Plain[0], 14);

        // t₁ = 10, t₂ = 1.5: corrected 2t − (t₁ + t₂)/2, error |t₁ − t₂|/2.
        Assert.Equal((26.0 / 3) - 5.75, found.Corrected[0], 13);
        Assert.Equal(4.25, found.Errors[0], 13);
    }

    [Fact]
    public void One_group_has_no_correction_and_no_error()
    {
        var found = Jackknife.Of(Rows([2.5]), 3, 1, SquaredMean);
        Assert.Equal(6.25, found.Corrected[0]);
        Assert.True(double.IsNaN(found.Errors[0]));
    }

    [Fact]
    public void The_statistic_is_formed_once_for_all_groups_and_once_for_each()
    {
        var calls = 0;
        Jackknife.Of(Rows(Sample), 3, 1, (sums, values) => calls++);
        Assert.Equal(1 + Sample.Length, calls);
    }

    [Fact]
    public void A_broken_row_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Jackknife.Of([1.0, 2.0, 3.0, 4.0], 3, 1, Mean));
        Assert.Contains("found 4 numbers", exception.Message, StringComparison.Ordinal);
    }

    private static double[] Rows(double[] sample) => [.. sample.SelectMany(x => new[] { 1, x, x * x })];

    private static void Mean(ReadOnlySpan<double> sums, Span<double> values) => values[0] = sums[1] / sums[0];

    private static void SquaredMean(ReadOnlySpan<double> sums, Span<double> values) => values[0] = Math.Pow(sums[1] / sums[0], 2);

    private static void PlugInVariance(ReadOnlySpan<double> sums, Span<double> values) => values[0] = (sums[2] / sums[0]) - Math.Pow(sums[1] / sums[0], 2);

    private static double UnbiasedVariance(double[] sample) => sample.Sum(x => Math.Pow(x - sample.Average(), 2)) / (sample.Length - 1);
}
