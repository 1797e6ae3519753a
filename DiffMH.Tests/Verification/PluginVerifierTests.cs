using DiffMH.Engine.Verification;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Verification;

/// <summary>Our own plugins keep their contract, and each deliberate mistake is found and called by its name.</summary>
public sealed class PluginVerifierTests
{
    private const string Long = "DIFFMH_TEST_LONG";
    private const int Seeds = 20;
    private const int FewDraws = 2000;

    private static readonly int UsualDraws = new VerificationBudget().Draws;

    /// <summary>Each wrong model: the check that has to find it, and those that may find its consequences.</summary>
    public static TheoryData<string, string, string[]> Mistakes { get; } = new()
    {
        { "score-sign", Check.Score, [Check.Gradient] },
        { "factor-of-two", Check.Score, [Check.Gradient] },
        { "real-and-dual", Check.DensityScalars, [Check.Score, Check.Gradient] },
        { "call-count", Check.DensityRepeats, [Check.DensityScalars, Check.Score, Check.Continuity, Check.Replay, Check.PrimalUnchanged] },
        { "edge", Check.Continuity, [Check.Gradient] },
        { "open-ratios", Check.Ratios, [Check.Moments, Check.Gradient] },
        { "tally-after", Check.Tallies, [Check.Moments, Check.Gradient] },
        { "wrong-state", Check.ObservablesRepeat, [Check.ObservablesDerivative, Check.Continuity, Check.Replay, Check.PrimalUnchanged, Check.Gradient] },
        { "forgotten-temperature", Check.ObjectiveDerivative, [] },
        { "missing-ratio", Check.ProposalRatio, [Check.DetailedBalance] },
        { "biased-draws", Check.ProposalRatio, [Check.Moments, Check.Gradient] },
        { "unequal-probability", Check.ProposalFrequencies, [Check.DetailedBalance, Check.CouplingMarginal, Check.Moments, Check.Gradient] },
        { "foreign-covariance", Check.CouplingMarginal, [Check.Gradient] },
        { "right-on-average", Check.CouplingMarginal, [Check.Gradient] },
        { "shared-stream", Check.CouplingCoin, [Check.Gradient] },
        { "not-sticky", Check.EqualStaysEqual, [] },
        { "kernel-too-hot", Check.Kernel, [] },
        { "kernel-without-ties", Check.Kernel, [] },
        { "kernel-by-place", Check.Kernel, [] },
        { "kernel-alike", Check.Kernel, [] },
        { "kernel-first-pass", Check.Kernel, [] },
        { "kernel-forgetful", Check.Kernel, [] },
        { "kernel-for-nothing", Check.Kernel, [] },
    };

    [Fact]
    public void Our_own_plugins_pass_with_every_proposal_and_coupling()
    {
        var models = Verified.OurModels.ToArray();
        Assert.NotEmpty(models);
        Assert.All(models, found => Passes(found.Plugin, found.Model, TestSeed.Base, FewDraws));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Each_mistake_is_found_and_called_by_its_name(string model, string check, string[] consequences) => IsFound(model, check, consequences, TestSeed.Base, FewDraws);

    [Fact]
    public void Every_wrong_model_is_in_the_table() =>
        Assert.Equal(Verified.Wrong.Models.Select(model => model.Name).Order(), Mistakes.Select(row => row.Data.Item1).Order());

    [Fact]
    public void A_right_kernel_passes_beside_the_generic_one()
    {
        Passes(Verified.Rings, Verified.Rings.Models.Single(), TestSeed.Base, FewDraws);
        var row = Assert.Single(Verified.Rows(Verified.Rings, Verified.Rings.Models.Single(), TestSeed.Base, FewDraws), row => row.Check == Check.Kernel);
        Assert.Equal(("fresh", "same-value"), (row.Proposal, row.Coupling));
        Assert.NotNull(row.PValue);
    }

    [Fact]
    public void Our_own_plugins_pass_for_twenty_seeds()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Long) == "1", $"takes minutes; runs with {Long}=1");
        foreach (var seed in Enumerable.Range(0, Seeds).Select(i => TestSeed.Base + (ulong)i))
        {
            Assert.All(Verified.OurModels, found => Passes(found.Plugin, found.Model, seed, UsualDraws));
        }
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Each_mistake_is_found_for_twenty_seeds(string model, string check, string[] consequences)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Long) == "1", $"takes minutes; runs with {Long}=1");
        foreach (var seed in Enumerable.Range(0, Seeds).Select(i => TestSeed.Base + (ulong)i))
        {
            IsFound(model, check, consequences, seed, UsualDraws);
        }
    }

    [Fact]
    public void The_same_seed_finds_the_same_numbers_and_another_one_others()
    {
        var (plugin, model) = Verified.OurModels.First(found => found.Model.Name == "mixture-label");
        var rows = Verified.Rows(plugin, model, TestSeed.Base, 1000);
        Assert.Equal<VerificationRow>(rows, Verified.Rows(plugin, model, TestSeed.Base, 1000));
        Assert.NotEqual<VerificationRow>(rows, Verified.Rows(plugin, model, TestSeed.Base + 1, 1000));
    }

    private static void Passes(Engine.Models.PluginRegistration plugin, Engine.Models.ModelDefinition model, ulong seed, int draws)
    {
        var rows = Verified.Rows(plugin, model, seed, draws);
        Assert.True(rows.All(row => row.Passed), $"{plugin.Reference.Id}/{model.Name}, seed {seed}:\n{Verified.Failures(rows)}");
        foreach (var proposal in model.Proposals)
        {
            Assert.Contains(rows, row => row.Check == Check.CouplingMarginal && row.Proposal == proposal.Name && row.PValue is not null);
        }
    }

    private static void IsFound(string name, string check, string[] consequences, ulong seed, int draws)
    {
        var rows = Verified.Rows(Verified.Wrong, Verified.Wrong.Models.Single(model => model.Name == name), seed, draws);
        var failed = rows.Where(row => !row.Passed).Select(row => row.Check).Distinct().ToArray();
        Assert.True(failed.Contains(check), $"{name}, seed {seed}: {check} did not find it; found was [{string.Join(", ", failed)}]");
        Assert.True(failed.All(found => found == check || consequences.Contains(found)), $"{name}, seed {seed}: found besides {check} and what follows from it:\n{Verified.Failures(rows)}");
    }
}
