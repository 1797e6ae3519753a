using DiffMH.Client.Sweeps;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>The ascent that stays at its start in arXiv:2306.07961, where the proposal always flips, arrives when sites are swapped.</summary>
public sealed class FlipAscentTests
{
    private const string Name = "ising-flip-swap.yaml";

    /// <summary>Kaufman's solution of the 12 × 12 lattice.</summary>
    private const double Optimum = 2.3327053579892;

    [Fact]
    public void With_swapped_sites_the_ascent_arrives()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("DIFFMH_TEST_LONG") == "1", "takes minutes; runs with DIFFMH_TEST_LONG=1");
        var temperature = Run([]).Parameters[0];
        Assert.True(Math.Abs(temperature.Value - Optimum) <= 0.01 + (4 * temperature.Error), $"T {temperature}");
        Assert.InRange(temperature.Error, double.Epsilon, 0.01);
    }

    [Fact]
    public void Gradients_of_flips_scatter_a_tenth_as_much_with_swapped_sites_as_without()
    {
        string[] brief = ["model.parameters.T=3", "optimizer.iterations=1", "optimizer.tail_average=1", "chain.draws=100", "chain.chains=8"];
        var (swapped, same) = (Run(brief).Gradient[0], Run([.. brief, "coupling=next-spin"]).Gradient[0]);
        Assert.True(swapped.Error < same.Error / 10, $"site-swap {swapped}, next-spin {same}");
    }

    private static PointResult Run(string[] overrides)
    {
        var loading = SweepLoader.Load(Name, File.ReadAllText(Path.Combine(Repository.Root, "sweeps", Name)), [.. overrides, $"seed={TestSeed.Base}"], BuiltPlugins.Catalogue);
        Assert.Empty(loading.Errors);
        return PlainRun.Of(loading.Sweep!).Single().Result;
    }
}
