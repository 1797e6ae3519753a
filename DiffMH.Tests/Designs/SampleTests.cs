using System.Text.Json.Nodes;
using CsCheck;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Designs;

/// <summary>Samples are named by the seed and the axis, and have the distribution they say.</summary>
public sealed class SampleTests
{
    private const string Axis = "model.parameters.J";

    [Theory]
    [InlineData("uniform: [-1, 3]")]
    [InlineData("log_uniform: [0.01, 100]")]
    [InlineData("int_uniform: [-1000000000000, 1000000000000]")]
    public void A_longer_sample_begins_with_the_shorter_one(string sample) =>
        Gen.Int[1, 40].Select(Gen.Int[1, 40]).Sample(
            (a, b) => Assert.Equal(Numbers(sample, Math.Min(a, b)), Numbers(sample, Math.Max(a, b)).Take(Math.Min(a, b))),
            iter: 20);

    [Fact]
    public void A_longer_choice_begins_with_the_shorter_one()
    {
        string[] Starts(int count) => [.. SweepText.Freeze(Text($"  zip:\n    - chain.start: {{ choice: [cold, hot], count: {count} }}\n    - chain.draws: {{ range: [1, {count}, 1] }}\n")).Points.Select(point => point.Chain.Start)];

        Assert.Equal(Starts(10), Starts(40).Take(10));
        Assert.Equal(["cold", "hot"], Starts(40).Distinct().Order());
    }

    [Fact]
    public void Other_axes_and_their_order_change_no_sample()
    {
        var alone = Numbers("uniform: [0, 1]", 3);
        var among = SweepText.Freeze(Text("  cross:\n    - chain.thin: [1, 2]\n    - model.parameters.h: { uniform: [0, 1], count: 2 }\n  zip:\n    - model.parameters.J: { uniform: [0, 1], count: 3 }\n    - chain.draws: [7, 8, 9]\n")).Points;

        Assert.Equal(12, among.Length);
        Assert.Equal(alone, among.Take(3).Select(point => Value(point, Axis)));
        Assert.DoesNotContain(Value(among[0], "model.parameters.h"), alone);
    }

    [Fact]
    public void The_seed_names_the_sample()
    {
        Assert.Equal(Numbers("uniform: [0, 1]", 5), Numbers("uniform: [0, 1]", 5));
        Assert.Empty(Numbers("uniform: [0, 1]", 5).Intersect(Numbers("uniform: [0, 1]", 5, seed: 8)));
    }

    [Fact]
    public void Whole_numbers_hold_both_bounds()
    {
        var points = SweepText.Freeze(Text("  zip:\n    - model.parameters.L: { int_uniform: [2, 5], count: 60 }\n    - chain.draws: { range: [1, 60, 1] }\n")).Points;
        Assert.Equal([2, 3, 4, 5], points.Select(point => (int)Value(point, "model.parameters.L")).Distinct().Order());
    }

    [Theory]
    [InlineData("uniform: [2, 4]", 3, 2.9)]
    [InlineData("log_uniform: [1, 7.38905609893065]", 3.194528049465325, 2.9)]   // (e² − 1)/2, and not the 4.19 of uniform numbers
    [InlineData("int_uniform: [0, 3]", 1.5, 1.3)]
    public void A_sample_has_its_mean(string sample, double mean, double wrong)
    {
        const int count = 4000;
        var points = SweepText.Freeze(Text($"  zip:\n    - {Axis}: {{ {sample}, count: {count} }}\n    - chain.draws: {{ range: [1, {count}, 1] }}\n"), $"seed={TestSeed.Base}").Points;
        var estimate = Statistically.Mean([.. points.Select(point => Value(point, Axis))]);

        Statistically.Agrees(mean, estimate, sample, count);
        Statistically.Differs(wrong, estimate, "a mean ten standard errors off", count);
    }

    private static double[] Numbers(string sample, int count, int seed = 7) =>
        [.. SweepText.Freeze(Text($"  cross:\n    - {Axis}: {{ {sample}, count: {count} }}\n"), $"seed={seed}").Points.Select(point => Value(point, Axis))];

    private static double Value(PointSpec point, string axis) => JsonNode.Parse(point.Settings)![axis]!.GetValue<double>();

    private static string Text(string design) => $"{SweepText.Ising}design:\n{design}";
}
