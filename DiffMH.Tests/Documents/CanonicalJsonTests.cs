using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Tests.Documents;

/// <summary>RFC 8785: the examples of its text and appendix B.</summary>
public sealed class CanonicalJsonTests
{
    [Fact]
    public void The_example_of_section_3_2_is_written_as_the_RFC_writes_it()
    {
        // Section 3.2.2 and 3.2.3: the sample object and its canonical form.
        const string sample = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        Assert.Equal(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
            CanonicalJson.Write(JsonNode.Parse(sample)));
    }

    [Fact]
    public void Keys_are_sorted_by_UTF_16_code_units()
    {
        // Section 3.2.3, the sorting example.
        const string sample = """
            { "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" }
            """;

        var values = JsonNode.Parse(CanonicalJson.Write(JsonNode.Parse(sample)))!.AsObject().Select(entry => entry.Value!.GetValue<string>());

        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            values);
    }

    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_written_as_in_appendix_B(ulong bits, string text) =>
        Assert.Equal(text, EcmaScriptNumber.Format(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Numbers_that_are_not_finite_are_refused(double number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CanonicalJson.Write(JsonValue.Create(number)));

    [Fact]
    public void An_integer_that_no_double_equals_and_half_a_surrogate_pair_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(JsonValue.Create((1L << 53) + 1)));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(JsonValue.Create("\ud83d")));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(JsonValue.Create("\ude00 after")));
    }

    [Fact]
    public void A_number_has_one_text_however_it_was_made()
    {
        JsonNode?[] sixes = [JsonValue.Create(6), JsonValue.Create(6L), JsonValue.Create(6.0), JsonNode.Parse("6.0"), JsonNode.Parse("60e-1")];

        Assert.All(sixes, six => Assert.Equal("6", CanonicalJson.Write(six)));
    }
}
