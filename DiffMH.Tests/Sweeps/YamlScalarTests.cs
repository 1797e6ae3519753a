using System.Text.Json;
using DiffMH.Client.Sweeps;

namespace DiffMH.Tests.Sweeps;

/// <summary>Scalars mean what the core schema of YAML 1.2 says.</summary>
public sealed class YamlScalarTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("-3", "-3")]
    [InlineData("+3", "3")]
    [InlineData("1e-3", "0.001")]
    [InlineData("1.", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("017", "17")]
    [InlineData("0xFFFFFFFFFFFFFFFF", "18446744073709552000")]
    [InlineData("0x10000000000000000000000000000000000000000", "1.461501637330903e+48")]
    [InlineData("99999999999999999999", "100000000000000000000")]
    [InlineData("-0", "0")]
    [InlineData("+.5e1", "5")]
    [InlineData("0b1", "\"0b1\"")]
    [InlineData("0o8", "\"0o8\"")]
    [InlineData("-0x1", "\"-0x1\"")]
    [InlineData("1e", "\"1e\"")]
    [InlineData("NaN", "\"NaN\"")]
    [InlineData("inf", "\"inf\"")]
    [InlineData("2024-01-01", "\"2024-01-01\"")]
    [InlineData("12#3", "\"12#3\"")]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("off", "\"off\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("\"12\"", "\"12\"")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("[1, two]", "[1,\"two\"]")]
    public void A_scalar_means(string yaml, string json)
    {
        var document = SweepFileReader.Read("f.yaml", $"key: {yaml}\n", []).Document!;

        Assert.Equal($$"""{"key":{{json}}}""", Engine.Documents.CanonicalJson.Write(document));
    }

    [Theory]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("")]
    public void Nothing_is_null(string yaml) => Assert.Null(SweepFileReader.Read("f.yaml", $"key: {yaml}\n", []).Document!["key"]);

    [Fact]
    public void Infinity_and_NaN_are_numbers_that_nothing_accepts()
    {
        var document = SweepFileReader.Read("f.yaml", "a: .inf\nb: -.Inf\nc: .NaN\n", []).Document!;

        Assert.All(document, entry => Assert.Equal(JsonValueKind.Number, entry.Value!.GetValueKind()));
        Assert.Equal([double.PositiveInfinity, double.NegativeInfinity, double.NaN], document.Select(entry => entry.Value!.GetValue<double>()));
    }
}
