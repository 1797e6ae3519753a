using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>How long alternatives live on the 12 × 12 lattice where the proposal always flips. All are kept, so that none is replaced for having lived long.</summary>
public sealed class FlipLivesTests
{
    // Measured: 2.7, 2.8 and 1.4 sweeps, over six seeds from 2.7 to 3.6 for the first.
    [Theory]
    [InlineData(2.269, 5)]
    [InlineData(3, 40)]
    [InlineData(6, 5)]
    public void With_swapped_sites_they_meet_the_chain_soon(double temperature, double most)
    {
        var life = LifeOf("site-swap", temperature, chains: 4, sweeps: 450);
        Assert.True(life < most, $"T = {temperature}: {life:G3} sweeps, expected less than {most}");
    }

    [Theory]
    [InlineData(3, 40)]
    [InlineData(6, 5)]
    public void With_the_other_coin_only_many_never_do(double temperature, double most)
    {
        var life = LifeOf("next-spin", temperature, chains: 2, sweeps: 150);   // there is room for no more of them
        Assert.True(life > most, $"T = {temperature}: {life:G3} sweeps, expected more than {most}");
    }

    /// <summary>
    /// The mean life in sweeps. Of those that recoupled alone it would be too small. As many live at any time as are born in a mean life
    /// (Little 1961), so it is the share of those alive at the end times the length of the chain, which is many lives.
    /// </summary>
    private static double LifeOf(string coupling, double temperature, int chains, int sweeps)
    {
        var found = PlainRun.Of(
            $$"""
            {
              "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "lives", "seed": {{TestSeed.Base}}, "mode": "gradient",
              "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": 12, "T": {{temperature:R}} } },
              "proposal": "flip", "coupling": "{{coupling}}", "estimator": { "pruning": "none", "wrt": ["T"] },
              "chain": { "chains": {{chains}}, "warmup": 50, "draws": {{sweeps - 50}}, "start": "cold" }, "objective": { "evaluate": "energy" }, "replicates": { "count": 1 }
            }
            """).Single().Result.Diagnostics!;
        return found.UnrecoupledFraction * sweeps;
    }
}
