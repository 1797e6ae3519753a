using DiffMH.Engine.Statistics;
using DiffMH.Tests.Support;
using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Statistics;

/// <summary>A standard error that is small by chance is not taken for a small one.</summary>
public sealed class ErrorBoundTests
{
    [Theory]
    [InlineData(1, 0.004)]
    [InlineData(2, 0.103)]
    [InlineData(3, 0.352)]
    [InlineData(4, 0.711)]
    [InlineData(7, 2.167)]
    [InlineData(10, 3.940)]
    [InlineData(15, 7.261)]
    [InlineData(30, 18.493)]
    [InlineData(100, 77.929)]
    public void Quantiles_are_those_of_printed_tables(int freedom, double printed) =>   // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4
        Assert.Equal(printed, ChiSquare.Quantile(0.05, freedom), 0.0005);

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.05)]
    [InlineData(0.5)]
    public void Quantiles_are_exact_for_few_and_many_degrees_of_freedom(double p)
    {
        foreach (var freedom in new[] { 1, 2, 3, 8, 63, 1000, 9999 })
        {
            Assert.Equal(p, ChiSquared.CDF(freedom, ChiSquare.Quantile(p, freedom)), 1e-9);
        }
    }

    [Fact]
    public void One_replicate_bounds_nothing() => Assert.True(double.IsNaN(ErrorBound.Factor(1)));

    [Theory]
    [InlineData(2, 1.0)]
    [InlineData(4, 1.0)]
    [InlineData(8, 1.0)]
    [InlineData(8, 0.7)]
    [InlineData(8, 1.5)]
    [InlineData(16, 1.25)]
    public void A_look_finds_the_bound_below_the_wanted_error_as_often_as_the_chi_square_law_says(int replicates, double trueByWanted)
    {
        // Replicates have standard deviation √R, so the true error of their mean is 1.
        const int looks = 40_000;
        var wanted = 1 / trueByWanted;
        var stream = TestSeed.Open($"error bound {replicates} {trueByWanted}", 0);
        var (found, byEstimate) = (0, 0);
        for (var look = 0; look < looks; look++)
        {
            var values = Enumerable.Range(0, replicates).Select(_ => Math.Sqrt(replicates) * Normal.InvCDF(0, 1, stream.NextUniform())).ToArray();
            var error = Replication.Of("x", values, double.NaN).Error;
            found += ErrorBound.Factor(replicates) * error <= wanted ? 1 : 0;
            byEstimate += error <= wanted ? 1 : 0;
        }

        var exact = ChiSquared.CDF(replicates - 1, ChiSquared.InvCDF(replicates - 1, 0.05) * wanted * wanted);
        var share = Share(found, looks);
        Statistically.Agrees(exact, share, "share of looks that end the point", looks);
        Statistically.Agrees(ChiSquared.CDF(replicates - 1, (replicates - 1) * wanted * wanted), Share(byEstimate, looks), "share by the estimate alone", looks);
        Statistically.Differs(byEstimate / (double)looks, share, "the estimate alone", looks);
        Assert.True(trueByWanted < 1 || exact < 0.0501, $"a true error {trueByWanted} times the wanted one ends {exact:P1} of looks");
    }

    private static (double Value, double Error) Share(int count, int n)
    {
        var share = count / (double)n;
        return (share, Math.Sqrt(share * (1 - share) / n));
    }
}
