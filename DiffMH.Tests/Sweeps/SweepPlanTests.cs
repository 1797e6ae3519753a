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

    [Theory]
    [InlineData("auto", "energy", null)]
    [InlineData("word", "specific_heat", null)]
    [InlineData("word", "energy", "use kernel generic")]
    public void A_kernel_that_is_named_against_its_own_advice_is_warned_about(string kernel, string objective, string? remedy)
    {
        var text = Hot.With("kernel: word", $"kernel: {kernel}").With("maximize: energy", $"maximize: {objective}");
        var warnings = Plan(text).Warnings;
        Assert.Equal(remedy is null ? 0 : 1, warnings.Length);
        Assert.All(warnings, warning => Assert.True(warning.StartsWith("estimator.kernel is word", StringComparison.Ordinal) && warning.Contains("standard errors are too small") && warning.EndsWith(remedy!, StringComparison.Ordinal), warning));
        var use = SweepText.Freeze(text).Kernels.Single();
        Assert.Equal(kernel == "auto", use.Because?.Contains("'word' needs T of at most 4 |J|", StringComparison.Ordinal) == true && use.Because.EndsWith("; it is used where it is named", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(8, 8, true)]
    [InlineData(8, 120, true)]
    [InlineData(8, 121, false)]
    [InlineData(48, 20, true)]
    [InlineData(48, 64, false)]
    [InlineData(1024, 1, false)]
    public void Where_replicates_are_pooled_so_many_chains_that_whole_packs_can_be_left_out_are_a_remedy(int chains, int replicates, bool isWarned)
    {
        var text = Hot.With("mode: optimize", "mode: gradient").With("maximize", "evaluate").With("optimizer: { learning_rate: 0.01, iterations: 6, bounds: { T: [0.5, 10] } }\n", "")
            .With("chains: 4", $"chains: {chains}").With("count: 3", $"count: {replicates}");
        var warnings = Plan(text).Warnings;
        Assert.Equal(isWarned ? 1 : 0, warnings.Length);
        Assert.All(warnings, warning => Assert.EndsWith($"or so many chains that packs can be left out, as chain.chains {chains} and replicates.count {(chains == 8 ? 128 : 64)}", warning, StringComparison.Ordinal));
    }

    private static string Hot { get; } = SweepText.Ising.With("scheme: symmetric, alternatives: 2, wrt", "kernel: word, wrt").With("T: 3.0", "T: 10.0").With("maximize: specific_heat", "maximize: energy");

    private static SweepPlan Plan(string text) => SweepPlan.Of(SweepText.Freeze(text), BuiltPlugins.Catalogue);
}
