using Xunit.Sdk;

namespace DiffMH.Tests.Support;

public sealed class StatisticallyTests
{
    [Fact]
    public void Five_standard_errors_agree_and_more_do_not()
    {
        Statistically.Agrees(1.0, (1.5, 0.1), "five");
        var failure = Assert.Throws<TrueException>(() => Statistically.Agrees(1.0, (1.6, 0.1), "slope", 40));
        Assert.Contains("n = 40, estimate = 1.6, exact = 1, error = 0.1, z = 6.00", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_twin_within_five_standard_errors_fails()
    {
        Statistically.Differs(1.0, (1.6, 0.1), "six");
        Assert.Throws<TrueException>(() => Statistically.Differs(1.0, (1.5, 0.1), "five"));
    }

    [Theory]
    [InlineData(1.0, double.NaN)]
    [InlineData(1.0, 0.0)]
    [InlineData(double.NaN, 0.1)]
    public void Without_a_number_and_a_positive_error_nothing_passes(double value, double error)
    {
        Assert.Throws<TrueException>(() => Statistically.Agrees(1.0, (value, error), "agrees"));
        Assert.Throws<TrueException>(() => Statistically.Differs(2.0, (value, error), "differs"));
    }
}
