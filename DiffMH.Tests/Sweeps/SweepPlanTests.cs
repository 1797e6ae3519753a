using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Sweeps;

public sealed class SweepPlanTests
{
    [Fact]
    public void Work_is_counted_in_single_site_updates_with_warm_up_and_final_evaluation()
    {
        var plan = Plan(SweepText.Ising + "design:\n  cross:\n    - model.parameters.L: [4, 6]\n");

        // 3 replicates × 4 chains × (10 + 20) steps × (6 + 1) passes × (16 + 36) sites.
        Assert.Equal(3 * 4 * 30 * 7 * 52, plan.Updates);
        Assert.Equal((2, 6L, 24L, 7), (plan.Points, plan.Runs, plan.Lanes, plan.Passes));
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void A_gradient_takes_one_pass() => Assert.Equal(8 * 16 * 1100, Plan(SweepText.Mixture).Updates);

    [Fact]
    public void One_chain_and_one_replicate_are_warned_about()
    {
        var warnings = Plan(SweepText.Ising.With("chains: 4", "chains: 1").With("count: 3", "count: 1")).Warnings;

        Assert.Equal(["chain.chains is 1", "replicates.count is 1"], warnings.Select(warning => warning.Split(':')[0]));
    }

    private static SweepPlan Plan(string text) => SweepPlan.Of(SweepText.Freeze(text), BuiltPlugins.Catalogue);
}
