using System.Text.Json.Nodes;
using DiffMH.Client.Formatting;

namespace DiffMH.Tests.Client;

public sealed class ValueWithErrorTests
{
    [Theory]
    [InlineData(2.33124, 0.00419, "2.3312(42)")]
    [InlineData(-90.1234, 0.31, "-90.12(31)")]
    [InlineData(0.4, 0.0999, "0.40(10)")]
    [InlineData(0.4, 0.0951, "0.400(95)")]
    [InlineData(201.94, 1.23, "201.9(1.2)")]
    [InlineData(228.4, 7.04, "228.4(7.0)")]
    [InlineData(66.4, 12.4, "66(12)")]
    [InlineData(4567.0, 123.0, "4570(120)")]
    [InlineData(-13.2, 9990.0, "0(10000)")]
    [InlineData(0.0, 0.00123, "0.0000(12)")]
    [InlineData(-0.00001, 0.0123, "0.000(12)")]
    [InlineData(1.2345678e-9, 3e-11, "1.235(30)e-9")]
    [InlineData(0.0, 3.14e-9, "0.0(3.1)e-9")]
    [InlineData(6.02214076e23, 1.5e19, "6.02214(15)e23")]
    [InlineData(12345678.9, 12.3, "1.2345679(12)e7")]
    [InlineData(999999.96, 0.5, "999999.96(50)")]
    public void The_value_has_the_place_of_the_second_digit_of_its_error(double value, double error, string expected) =>
        Assert.Equal(expected, ValueWithError.Format(value, error));

    [Theory]
    [InlineData(6.0, "6")]
    [InlineData(0.1, "0.1")]
    [InlineData(-1e-20, "-1E-20")]
    public void An_exact_number_is_written_in_full(double value, string expected) => Assert.Equal(expected, ValueWithError.Format(value, 0));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_unknown_error_is_shown_as_unknown_with_its_reason(double error)
    {
        Assert.Equal("2.331 ±?", ValueWithError.Format(2.33124, error));
        Assert.Equal("2.331 ±? (one group)", ValueWithError.Format(2.33124, error, "one group"));
        Assert.Equal("2.3312(42)", ValueWithError.Format(2.33124, 0.0042, "one group"));
    }

    [Fact]
    public void A_value_that_does_not_exist_is_a_dash() => Assert.Equal("–", ValueWithError.Format(double.NaN, 0.1));

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(0.0004, "1 ms")]
    [InlineData(0.0123, "12 ms")]
    [InlineData(0.0996, "0.1 s")]
    [InlineData(0.43, "0.4 s")]
    [InlineData(9.97, "10 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.7, "1 min 00 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7800, "2 h 10 min")]
    [InlineData(356400, "4 d 03 h")]
    [InlineData(1e9, "32 years")]
    [InlineData(9.2e11, "29,154 years")]
    [InlineData(9.3e11, "more than 29,000 years")]
    [InlineData(1e300, "more than 29,000 years")]
    public void Durations_have_the_precision_a_reader_can_use(double seconds, string expected) =>
        Assert.Equal(expected, Durations.Format(seconds));

    [Theory]
    [InlineData("12", "12")]
    [InlineData("20230613", "20230613")]
    [InlineData("0.1234567", "0.1234567")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1.3333333333333333", "1.3333333")]
    [InlineData("-1.3333333333333333E-20", "-1.3333333E-20")]
    [InlineData("\"same-value\"", "same-value")]
    [InlineData("[1,2]", "[1,2]")]
    public void Values_of_settings_are_as_typed_and_computed_ones_are_rounded(string json, string expected) =>
        Assert.Equal(expected, AxisValue.Short(JsonNode.Parse(json)));

    [Theory]
    [InlineData(0.74, 0, "74%")]
    [InlineData(0.4321, 1, "43.2%")]
    [InlineData(0.00123, 2, "0.12%")]
    public void Shares_are_told_in_one_way(double share, int decimals, string expected) => Assert.Equal(expected, Percent.Of(share, decimals));
}
