using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Statistics;

public sealed class StudentTTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(63)]
    [InlineData(1023)]
    public void A_t_and_its_normal_deviate_have_the_same_probability(int freedom)
    {
        foreach (var z in new[] { -4.5, -1.0, 0.0, 0.5, DiffMH.Engine.Statistics.StudentT.Central95, 3.0, 4.5 })
        {
            var exact = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, freedom, Normal.CDF(0, 1, z));
            Assert.Equal(z, DiffMH.Engine.Statistics.StudentT.Normal(exact, freedom), 0.04);
            Assert.Equal(exact, DiffMH.Engine.Statistics.StudentT.Of(z, freedom), 0.03 * (1 + Math.Abs(exact)));
        }
    }

    [Theory]
    [InlineData(1, 1e4, 0.5)]
    [InlineData(3, 30, 0.12)]
    public void With_very_few_degrees_of_freedom_a_deviate_errs_to_the_side_of_chance(int freedom, double far, double most)
    {
        foreach (var t in new[] { 0.5, 2, 4, far })
        {
            var exact = -Normal.InvCDF(0, 1, MathNet.Numerics.Distributions.StudentT.CDF(0, 1, freedom, -t));
            Assert.InRange(exact, 0.3, 4.01);
            Assert.InRange(DiffMH.Engine.Statistics.StudentT.Normal(t, freedom), exact - most, exact + 0.01);
        }
    }

    [Fact]
    public void With_few_degrees_of_freedom_t_is_not_taken_for_normal() => Assert.True(DiffMH.Engine.Statistics.StudentT.Of(3, 7) > 4);
}
