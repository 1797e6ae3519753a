using DiffMH.Client.Reports;
using DiffMH.Client.Results.Document;
using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Client;

/// <summary>What is remarked on is as rare as three standard errors of a normal law, however many replicates the error is from.</summary>
public sealed class DiagnosisTests
{
    private const double Rare = 2.700e-3;   // P(|Z| > 3)

    [Theory]
    [InlineData(2, 3.5, false)]
    [InlineData(2, 200, false)]
    [InlineData(2, 1e3, true)]
    [InlineData(4, 3.5, false)]
    [InlineData(4, 9, false)]
    [InlineData(4, 10, true)]
    [InlineData(8, 3.5, false)]
    [InlineData(8, 4.3, false)]
    [InlineData(8, 4.7, true)]
    [InlineData(64, 2.9, false)]
    [InlineData(64, 3.3, true)]
    public void A_gradient_and_a_drift_are_told_from_zero_as_Students_t_tells_them(int replicates, double errors, bool isRemarked)
    {
        Assert.Equal(isRemarked, 2 * StudentT.CDF(0, 1, replicates - 1, -errors) < Rare);
        foreach (var sign in new[] { -1, 1 })
        {
            var point = Samples.Summary.Points[0] with
            {
                Replicates = replicates,
                Parameters = new() { ["T"] = new(2.3, 1e-9) },
                Gradient = new() { ["T"] = new(sign * errors, 1, 2) },
                Convergence = new(200, new(0, 1), new() { ["T"] = new(sign * errors, 1) }),
            };
            Assert.Equal(isRemarked, Has(point, RemarkKind.GradientLeft));
            Assert.Equal(isRemarked, Has(point, RemarkKind.Drifting));
        }
    }

    [Fact]
    public void The_error_of_one_replicate_is_from_its_chains()
    {
        var point = Samples.Summary.Points[0] with { Replicates = 1, Gradient = new() { ["T"] = new(3.5, 1, double.NaN) } };
        Assert.True(Has(point, RemarkKind.GradientLeft));
        Assert.False(Has(point with { Gradient = new() { ["T"] = new(2.5, 1, double.NaN) } }, RemarkKind.GradientLeft));
    }

    private static bool Has(PointSummary point, RemarkKind kind) => Diagnosis.Of(point).Any(remark => remark.Kind == kind);
}
