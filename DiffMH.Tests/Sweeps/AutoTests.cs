using System.Text.Json.Nodes;
using DiffMH.Client.Inputs;
using DiffMH.Client.Results;
using DiffMH.Client.Sweeps;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Sweeps;

/// <summary>Settings that are left to a pilot: what it chooses stands in the frozen sweep.</summary>
public sealed class AutoTests
{
    private const string Estimator = "estimator: { wrt: observation }";
    private const string Both = "estimator: { scheme: auto, alternatives: auto, wrt: observation }\nchain: { chains: 4, draws: 100 }";

    private const string Contamination = """
        apiVersion: diffmh/v1
        kind: Sweep
        name: contamination
        seed: 7
        mode: gradient
        model: { plugin: DiffMH.Plugins.Contamination, name: contamination, parameters: { dimension: 1, t: 0.03 } }
        proposal: { name: random-walk, scale: 2.5 }
        estimator: { scheme: auto, alternatives: auto, wrt: t }
        chain: { chains: 8, warmup: 20, draws: 50, start: origin }
        objective: { evaluate: squared_norm }
        """;

    private static readonly string Text = SweepText.Mixture.With(Estimator, Both);
    private static readonly string Spins = SweepText.Ising.With("L: 4", "L: 12").With("alternatives: 2", "alternatives: auto").With("draws: 20", "draws: 200").With("maximize: specific_heat", "maximize: energy");

    [Fact]
    public void The_choice_follows_from_the_seed_and_stands_in_the_point()
    {
        var (point, again) = (SweepText.Freeze(Text).Points.Single().Estimator, SweepText.Freeze(Text).Points.Single().Estimator);
        Assert.Equal((point.Scheme, point.Alternatives, point.Chosen), (again.Scheme, again.Alternatives, again.Chosen));
        Assert.Equal(ChosenSettings.Scheme | ChosenSettings.Alternatives, point.Chosen);
    }

    [Fact]
    public void Where_alternatives_share_a_word_and_cost_little_many_are_chosen()
    {
        // The standard deviation of dE/dT falls like 40, 21, 15, 11, 8.7 for 1, 2, 4, 8, 16 alternatives of the larger lattice.
        Assert.InRange(SweepText.Freeze(Spins).Points.Single().Estimator.Alternatives, 8, 63);
    }

    [Fact]
    public void What_is_given_is_kept()
    {
        Assert.Equal(3, SweepText.Freeze(Text.With("alternatives: auto", "alternatives: 3")).Points.Single().Estimator.Alternatives);
        var reject = SweepText.Freeze(Text.With("scheme: auto", "scheme: reject")).Points.Single().Estimator;
        Assert.Equal((Scheme.Reject, ChosenSettings.Alternatives), (reject.Scheme, reject.Chosen));
    }

    [Fact]
    public void The_resolved_file_still_says_auto_and_gives_the_same_sweep()
    {
        var sweep = SweepText.Freeze(Text);
        var document = JsonNode.Parse(sweep.Document)!.AsObject();
        Assert.Equal(("auto", "auto"), (document["estimator"]!["scheme"]!.GetValue<string>(), document["estimator"]!["alternatives"]!.GetValue<string>()));
        var again = SweepFreezer.Freeze(document, BuiltPlugins.Catalogue).Sweep!;
        Assert.Equal((sweep.Id, sweep.Points.Single().Estimator.Alternatives), (again.Id, again.Points.Single().Estimator.Alternatives));
    }

    [Fact]
    public void The_run_is_that_of_the_settings_chosen_for_any_division_into_batches()
    {
        var chosen = SweepText.Freeze(Text);
        var estimator = chosen.Points.Single().Estimator;
        var explicitly = SweepText.Freeze(Text.With("scheme: auto, alternatives: auto", $"scheme: {DiffMH.Engine.Documents.Word.Of(estimator.Scheme)}, alternatives: {estimator.Alternatives}"));
        Assert.NotEqual(explicitly.Id, chosen.Id);
        var digest = Digest(explicitly, null);
        Assert.All(new int?[] { 1, 3, null }, groups => Assert.Equal(digest, Digest(chosen, groups)));
        Assert.NotEqual(digest, Digest(SweepText.Freeze(Text.With("scheme: auto, alternatives: auto", "scheme: reject, alternatives: 1")), null));
    }

    [Fact]
    public void Each_point_has_a_choice_of_its_own_and_may_stand_beside_given_ones()
    {
        var points = SweepText.Freeze(Text + "design:\n  cross:\n    - model.parameters.observation: [-6, 8]\n    - estimator.alternatives: [auto, 1]\n").Points;
        Assert.Equal([3, 1, 3, 1], points.Select(point => (int)point.Estimator.Chosen));
        Assert.Equal([1, 1], points.Where(point => point.Estimator.Chosen == ChosenSettings.Scheme).Select(point => point.Estimator.Alternatives));
    }

    [Fact]
    public void A_continuous_target_is_given_no_scheme_of_infinite_variance()
    {
        var sweep = SweepText.Freeze("""
            apiVersion: diffmh/v1
            kind: Sweep
            name: walk
            seed: 7
            mode: gradient
            model: { plugin: DiffMH.Plugins.Tuning, name: gaussian, parameters: { deviations: [1] } }
            proposal: { name: random-walk, scale: 2 }
            estimator: { scheme: auto, wrt: proposal.scale }
            chain: { draws: 100, start: fixed }
            objective: { evaluate: lag1_autocovariance }
            """);
        Assert.Contains(sweep.Points.Single().Estimator.Scheme, new[] { Scheme.Symmetric, Scheme.Accept });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_density_that_jumps_is_given_no_scheme_that_may_not_see_its_support_move(int seed)
    {
        // In 50 draws chains hardly meet the ring: accept, which has a weight only for what they meet, then seems to have little variance.
        var point = SweepText.Freeze(Contamination, $"seed={seed}").Points.Single();
        Assert.NotEqual(Scheme.Accept, point.Estimator.Scheme);
        Assert.Null(EstimatorDoubt.Of(BuiltPlugins.Catalogue, point));
        Assert.NotNull(EstimatorDoubt.Of(BuiltPlugins.Catalogue, point with { Estimator = point.Estimator with { Scheme = Scheme.Accept } }));
    }

    [Fact]
    public void Where_no_candidate_is_clearly_better_the_defaults_stay()
    {
        // Under a coupling that hardly ever draws alternatives meet the chain soon: more of them are mostly the same ones, which do not merge since it may draw.
        var point = SweepText.Freeze(Text.With("scheme: auto", "scheme: symmetric") + "coupling: { name: residual, strength: 0.99 }\n").Points.Single().Estimator;
        Assert.Equal((Scheme.Symmetric, 1), (point.Scheme, point.Alternatives));
    }

    [Fact]
    public void The_lock_file_says_what_was_chosen_and_nothing_where_nothing_was()
    {
        var sweep = SweepText.Freeze(Text);
        var choice = Assert.Single(LockDocument.Of(sweep).Choices!);
        Assert.Equal((0, sweep.Points.Single().Estimator.Alternatives), (choice.Point, choice.Alternatives));
        Assert.Null(LockDocument.Of(SweepText.Freeze(SweepText.Mixture)).Choices);
    }

    [Fact]
    public void Choices_in_the_file_are_taken_without_a_pilot_and_give_the_digest_of_the_same_choice()
    {
        const string design = "design:\n  cross:\n    - estimator.alternatives: [auto, 1]\n";
        var chosen = SweepText.Freeze(Text + design);
        var document = JsonNode.Parse(chosen.Document)!.AsObject();
        PilotChoices.Write(document, chosen);
        var again = SweepText.Freeze(YamlText.Of(document));
        Assert.Equal(Digest(chosen, null), Digest(again, null));
        Assert.Equal(again.Id, SweepFreezer.Freeze(JsonNode.Parse(again.Document)!.AsObject(), BuiltPlugins.Catalogue).Sweep!.Id);

        var other = SweepText.Freeze(Text + "choices: [{ scheme: reject, alternatives: 7 }]\n").Points.Single().Estimator;
        Assert.Equal((Scheme.Reject, 7), (other.Scheme, other.Alternatives));
        var half = SweepText.Freeze(Text.With("scheme: auto", "scheme: accept") + "choices: [{ scheme: reject, alternatives: 7 }]\n").Points.Single().Estimator;
        Assert.Equal((Scheme.Accept, 7), (half.Scheme, half.Alternatives));
    }

    [Theory]
    [InlineData("choices: [{ scheme: reject, alternatives: 7 }, null]", "choices: found a list of 2; it must be a list of one entry for each point, here 1")]
    [InlineData("choices: 4", "choices: found 4; it must be a list of one entry for each point")]
    [InlineData("choices: [null]", "choices[0]: found nothing; it must be a mapping of scheme and alternatives")]
    [InlineData("choices: [{ scheme: reject }]", "missing key 'choices[0].alternatives'")]
    [InlineData("choices: [{ scheme: auto, alternatives: 7 }]", "choices[0].scheme: found \"auto\"; it must be one of symmetric, one-sided, accept, reject")]
    [InlineData("choices: [{ scheme: reject, alternatives: 64 }]", "choices[0].alternatives: found 64")]
    [InlineData("choices: [{ scheme: reject, alternatives: 7, pruning: none }]", "unknown key 'choices[0].pruning'")]
    public void Choices_that_do_not_fit_are_refused(string choices, string problem) =>
        Assert.Contains(problem, Assert.Single(SweepText.Load($"{Text}{choices}\n").Errors), StringComparison.Ordinal);

    [Fact]
    public void Choices_for_a_point_that_leaves_none_are_refused() =>
        Assert.Contains("choices[0]: found a mapping of scheme, alternatives; it must be null", Assert.Single(SweepText.Load($"{SweepText.Mixture}choices: [{{ scheme: reject, alternatives: 7 }}]\n").Errors), StringComparison.Ordinal);

    [Theory]
    [InlineData("estimator: { pruning: none, alternatives: auto, wrt: observation }", "found auto with pruning none, which keeps all alternatives")]
    [InlineData("estimator: { method: covariance, scheme: auto, wrt: observation }", "found \"auto\" with estimator.method covariance, which follows no alternatives")]
    [InlineData("estimator: { pruning: auto, wrt: observation }", "found \"auto\"; it must be one of weight, uniform, none")]
    [InlineData("estimator: { alternatives: automatic, wrt: observation }", "found \"automatic\"; it must be an integer from 1 to 63, or auto")]
    [InlineData("estimator: { scheme: automatic, wrt: observation }", "found \"automatic\"; it must be one of symmetric, one-sided, accept, reject, auto")]
    public void Where_auto_makes_no_sense_it_is_refused_with_the_reason(string estimator, string problem) =>
        Assert.Contains(problem, Assert.Single(SweepText.Load(SweepText.Mixture.With(Estimator, estimator)).Errors));

    [Fact]
    public void More_pilots_than_anybody_waits_for_are_refused() =>
        Assert.Contains("found auto at points that take 101 pilots; a sweep may take at most 100", Assert.Single(SweepText.Load(Text + "design:\n  cross:\n    - model.parameters.observation: { linspace: [0, 1, 101] }\n").Errors));

    [Fact]
    public void A_lattice_on_which_a_pilot_could_afford_but_a_few_steps_is_refused() =>
        Assert.Contains("found auto with 4225 sites, where chains of a pilot would be too short to choose by; a lattice for it has at most 4096", Assert.Single(SweepText.Load(SweepText.Ising.With("alternatives: 2", "alternatives: auto").With("L: 4", "L: 65")).Errors));

    [Theory]
    [InlineData("objective.evaluate", "[entropy, is_1]", 2)]
    [InlineData("chain.chains", "[4, 8]", 1)]
    public void Points_on_the_same_streams_share_a_pilot_unless_they_differ_in_what_it_looks_at(string axis, string values, int expected)
    {
        var pilots = 0;
        var text = $"{Text}design:\n  cross:\n    - {axis}: {values}\nreplicates: {{ share_streams_across: [{axis}] }}\n";
        var loading = SweepLoader.Load("f.yaml", text, [], BuiltPlugins.Catalogue, new(new Unlimited(), count => pilots = count));
        Assert.Empty(loading.Errors);
        Assert.Single(loading.Sweep!.Points.Select(point => point.StreamKey).Distinct());
        Assert.Equal(expected, pilots);
    }

    [Fact]
    public void The_same_file_with_another_choice_is_another_sweep()
    {
        // Undecided, a point has the defaults: the choice of one alternative.
        var document = JsonNode.Parse(SweepText.Freeze(Spins).Document)!.AsObject();
        var (few, many) = (SweepFreezer.Freeze(document, BuiltPlugins.Catalogue, pilots: null).Sweep!, SweepFreezer.Freeze(document, BuiltPlugins.Catalogue).Sweep!);
        Assert.Equal(few.Document, many.Document);
        Assert.Equal(few.Plugins, many.Plugins);
        Assert.Equal(1, few.Points.Single().Estimator.Alternatives);
        Assert.NotEqual(1, many.Points.Single().Estimator.Alternatives);
        Assert.NotEqual(few.Id, many.Id);
    }

    [Fact]
    public void A_point_that_cannot_run_keeps_the_defaults_and_fails_when_it_is_run()
    {
        // Wherever the label is, the others are so unlikely that no alternative is ever born: there is nothing to choose by.
        var point = SweepText.Freeze(Text.With("deviations: 4", "deviations: 0.001")).Points.Single().Estimator;
        Assert.Equal((Scheme.Symmetric, 1), (point.Scheme, point.Alternatives));
    }

    private static string Digest(FrozenSweep sweep, int? groups) => LocalRun.Run(sweep.Points.Select(point => LocalPoint.Of(BuiltPlugins.Catalogue.Bind(point))), groups).Digest;
}
