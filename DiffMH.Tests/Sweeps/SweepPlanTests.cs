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

    [Fact]
    public void Difference_quotients_take_every_chain_at_two_more_thetas_for_each_parameter()
    {
        var plan = Plan(SweepText.Mixture.With("wrt: observation", "method: finite-difference, step: 0.1, wrt: [observation, means]"));

        Assert.Equal((9 * 8 * 16 * 1100, 9 * 8 * 16L), (plan.Updates, plan.Lanes));
    }

    [Theory]
    [InlineData("scheme: one-sided", "estimator.scheme is one-sided on a continuous target", "use scheme symmetric")]
    [InlineData("scheme: reject", "estimator.scheme is reject on a continuous target", "use scheme symmetric")]
    [InlineData("method: score", "estimator.method is score on a continuous target", "use method dmh or covariance")]
    [InlineData("method: score-plain", "estimator.method is score-plain on a continuous target", "use method dmh or covariance")]
    [InlineData("scheme: accept", null, null)]
    [InlineData("method: covariance", null, null)]
    public void Infinite_variance_on_a_continuous_target_is_warned_about(string estimator, string? found, string? remedy)
    {
        const string gaussian = "DiffMH.Plugins.Gaussian\n  name: gaussian\n  parameters: { theta: 0.5, deviations: 1 }";
        var text = SweepText.Mixture.With("wrt: observation", $"{estimator}, wrt: observation");
        Assert.Empty(Plan(text).Warnings);

        var warnings = Plan(text
            .With("DiffMH.Plugins.Mixture\n  name: mixture-label\n  parameters: { observation: 0.4, means: [-2.5, 2, 5], deviations: 4 }", gaussian)
            .With("wrt: observation", "wrt: theta").With("evaluate: entropy", "evaluate: 'x[0]'")
            + "proposal: { name: random-walk, scale: 2 }\n").Warnings;
        Assert.Equal(found is null ? 0 : 1, warnings.Length);
        Assert.All(warnings, warning => Assert.True(warning.Contains(found!) && warning.Contains("variance is infinite") && warning.EndsWith(remedy!, StringComparison.Ordinal), warning));
    }

    [Fact]
    public void A_score_of_two_chains_is_warned_about() => Assert.StartsWith(
        "estimator.method score has two chains",
        Assert.Single(Plan(SweepText.Mixture.With("wrt: observation", "method: score, wrt: observation") + "chain: { chains: 2 }\nreplicates: { count: 1 }\n").Warnings));

    private static SweepPlan Plan(string text) => SweepPlan.Of(SweepText.Freeze(text), BuiltPlugins.Catalogue);
}
