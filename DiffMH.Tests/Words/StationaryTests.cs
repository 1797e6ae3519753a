using DiffMH.Tests.Acceptance;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Words;

/// <summary>The word kernel on long chains against the exact numbers of finite lattices.</summary>
/// <remarks>
/// The chains start cold. Warm-up takes many times the time in which a lattice forgets that, so that what is left of the start is
/// far below a standard error.
/// </remarks>
public sealed class StationaryTests
{
    private const string Long = "DIFFMH_TEST_LONG";

    // Proposal, side, temperature, packs, warm-up sweeps, draws.
    public static TheoryData<string, int, double, int, int, int> Points { get; } = new()
    {
        { "uniform-spin", 3, 2.269, 64, 300, 6000 },
        { "uniform-spin", 4, 2.269, 64, 500, 6000 },
        { "uniform-spin", 8, 2.269, 64, 1000, 6000 },
        { "uniform-spin", 12, 2.269, 128, 2000, 6000 },
        { "uniform-spin", 12, 3.0, 64, 200, 2000 },
        { "uniform-spin", 12, 6.0, 64, 100, 1000 },
        { "uniform-spin", 32, 3.0, 32, 300, 1000 },
        { "flip", 4, 4.0, 64, 100, 6000 },
        { "flip", 8, 2.269, 64, 1000, 6000 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Moments_their_slopes_and_that_of_the_specific_heat_are_those_of_the_finite_lattice(string proposal, int side, double temperature, int packs, int warmup, int draws)
    {
        var (exact, experiment) = Compare(proposal, side, temperature, packs, warmup, draws);
        Statistically.Differs(0.98 * exact.Energy, experiment.Moment(0), "energy, two per cent", packs);
        Statistically.Differs(0.9 * exact.SpecificHeat, experiment.Slope(0, 0), "its slope, ten per cent", packs);
        Statistically.Differs(0.9 * exact.EnergySquaredSlope, experiment.Slope(1, 0), "slope of squared energy, ten per cent", packs);
    }

    [Theory]
    [InlineData("uniform-spin", 8, 2.269, 256, 1000, 20_000)]
    [InlineData("uniform-spin", 12, 2.269, 1024, 3000, 20_000)]
    [InlineData("uniform-spin", 12, 3.0, 1024, 300, 5000)]
    [InlineData("uniform-spin", 12, 6.0, 1024, 100, 5000)]
    [InlineData("uniform-spin", 32, 2.269, 128, 30_000, 60_000)]
    [InlineData("uniform-spin", 32, 3.0, 256, 500, 5000)]
    public void To_a_few_parts_in_a_thousand(string proposal, int side, double temperature, int packs, int warmup, int draws)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Long) == "1", $"takes minutes; runs with {Long}=1");
        var (exact, experiment) = Compare(proposal, side, temperature, packs, warmup, draws);
        Statistically.Differs(0.97 * exact.SpecificHeat, experiment.Slope(0, 0), "slope of the energy, three per cent", packs);
        Statistically.Differs(0.97 * exact.EnergySquaredSlope, experiment.Slope(1, 0), "slope of squared energy, three per cent", packs);
    }

    private static (IsingReference Exact, PackExperiment Experiment) Compare(string proposal, int side, double temperature, int packs, int warmup, int draws)
    {
        var exact = IsingReference.At(side, temperature);
        var chain = new ChainSettings(WordPoint.PacksOfReplicate * WordPoint.Lanes, warmup, draws, 1, "cold");
        var experiment = new PackExperiment(WordPoint.Of(side, (temperature, 1, 0), proposal, "random", 8, chain, "T"), packs);
        Statistically.Agrees(exact.Energy, experiment.Moment(0), "energy", packs);
        Statistically.Agrees(exact.EnergySquared, experiment.Moment(1), "squared energy", packs);
        Statistically.Agrees(exact.SpecificHeat, experiment.Slope(0, 0), "slope of the energy", packs);
        Statistically.Agrees(exact.EnergySquaredSlope, experiment.Slope(1, 0), "slope of the squared energy", packs);
        var heat = experiment.Objective();
        Statistically.Agrees(exact.SpecificHeat, (heat.Values[0], heat.Errors[0]), "specific heat", packs);
        Statistically.Agrees(exact.Slope, (heat.Values[1], heat.Errors[1]), "its slope", packs);
        Statistically.Differs(-exact.Slope, (heat.Values[1], heat.Errors[1]), "sign of its slope", packs);
        return (exact, experiment);
    }
}
