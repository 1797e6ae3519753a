using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>Moments, specific heat and its slope of sampled Ising models against the exact numbers of finite lattices.</summary>
/// <remarks>
/// The chains start cold. Warm-up takes many times the time in which a lattice forgets that, so that what is left of the start is
/// far below a standard error.
/// </remarks>
public sealed class IsingReferenceTests
{
    // Side, temperature, replicates of 16 chains, warm-up sweeps, draws.
    public static TheoryData<int, double, int, int, int> Points { get; } = new()
    {
        { 3, 2.0, 16, 300, 6000 },
        { 3, 2.269, 16, 300, 6000 },
        { 3, 4.0, 16, 100, 1500 },
        { 4, 2.269, 16, 500, 1500 },
        { 4, 4.0, 16, 100, 1500 },
        { 8, 2.269, 16, 1000, 5000 },
        { 8, 4.0, 8, 200, 1000 },
        { 12, 4.0, 8, 200, 1000 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Moments_specific_heat_and_slope_are_those_of_the_finite_lattice(int side, double temperature, int replicates, int warmup, int draws)
    {
        var exact = IsingReference.At(side, temperature);
        var result = new IsingPass(side, temperature, replicates, 16, warmup, draws).Run().Result;
        var groups = replicates * 16L;
        var (energy, squared) = (result.Moments.Single(moment => moment.Name == "energy"), result.Moments.Single(moment => moment.Name == "energy^2"));
        Statistically.Agrees(exact.Energy, energy, "energy", groups);
        Statistically.Agrees(exact.EnergySquared, squared, "squared energy", groups);
        Statistically.Agrees(exact.SpecificHeat, result.Objective!, "specific heat", groups);
        Statistically.Agrees(exact.Slope, result.Gradient[0], "slope of the specific heat", groups);

        Statistically.Differs(0.95 * exact.Energy, energy, "energy, five per cent", groups);
        Statistically.Differs(0.95 * exact.EnergySquared, squared, "squared energy, five per cent", groups);
        Statistically.Differs(0.95 * exact.SpecificHeat, result.Objective!, "specific heat, five per cent", groups);
        Statistically.Differs(-exact.Slope, result.Gradient[0], "slope, sign", groups);
        Statistically.Differs(exact.Slope + (2 * exact.SpecificHeat / temperature), result.Gradient[0], "slope without that of 1/T²", groups);
    }
}
