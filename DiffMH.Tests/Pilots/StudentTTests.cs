using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Pilots;

public sealed class StudentTTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(63)]
    [InlineData(1023)]
    public void A_t_and_its_normal_deviate_have_the_same_probability(int freedom)
    {
        foreach (var z in new[] { -4.5, -1.0, 0.0, 0.5, DiffMH.Engine.Pilots.StudentT.Central95, 3.0, 4.5 })
        {
            var exact = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, freedom, Normal.CDF(0, 1, z));
            Assert.Equal(z, DiffMH.Engine.Pilots.StudentT.Normal(exact, freedom), 0.04);
            Assert.Equal(exact, DiffMH.Engine.Pilots.StudentT.Of(z, freedom), 0.03 * (1 + Math.Abs(exact)));
        }
    }

    [Fact]
    public void With_few_degrees_of_freedom_t_is_not_taken_for_normal() => Assert.True(DiffMH.Engine.Pilots.StudentT.Of(3, 7) > 4);
}
