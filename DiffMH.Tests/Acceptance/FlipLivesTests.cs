using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>How long alternatives live on the 12 × 12 lattice where the proposal always flips. All are kept, so that none is replaced for having lived long.</summary>
public sealed class FlipLivesTests
{
    private const int Sweeps = 150;

    // Measured: 2.1, 2.8 and 1.4 sweeps, with one in a hundred still alive at the end, born in the last few sweeps.
    [Theory]
    [InlineData(2.269, 5)]
    [InlineData(3, 40)]
    [InlineData(6, 5)]
    public void With_swapped_sites_they_meet_the_chain_soon(double temperature, double most)
    {
        var life = LifeOf("site-swap", temperature);
        Assert.True(life < most, $"T = {temperature}: {life:G3} sweeps, expected less than {most}");
    }

    [Theory]
    [InlineData(3, 40)]
    [InlineData(6, 5)]
    public void With_the_other_coin_only_many_never_do(double temperature, double most)
    {
        var life = LifeOf("next-spin", temperature);
        Assert.True(life > most, $"T = {temperature}: {life:G3} sweeps, expected more than {most}");
    }

    /// <summary>The mean life in sweeps, those alive at the end counted with all there were.</summary>
    private static double LifeOf(string coupling, double temperature)
    {
        var found = PlainRun.Of(
            $$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "lives", "seed": {{TestSeed.Base}}, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 12, "T": {{temperature:R}} } },
              "proposal": "flip", "coupling": "{{coupling}}", "estimator": { "pruning": "none", "wrt": ["T"] },
              "chain": { "chains": 2, "warmup": 50, "draws": {{Sweeps - 50}}, "start": "cold" }, "objective": { "evaluate": "energy" }, "replicates": { "count": 1 }
            }
            """).Single().Result.Diagnostics!;
        return ((1 - found.UnrecoupledFraction) * found.RecouplingMean) + (found.UnrecoupledFraction * Sweeps);
    }
}
