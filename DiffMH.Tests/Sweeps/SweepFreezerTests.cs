using System.Globalization;
using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Sweeps;

public sealed class SweepFreezerTests
{
    private const string TwoAxes = """
        design:
          cross:
            - model.parameters.T: [2, 3]
            - coupling: [same-value, independent]

        """;

    [Fact]
    public void What_a_file_does_not_say_takes_the_documented_default()
    {
        var point = SweepText.Freeze("""
            apiVersion: diffmh/v1
            kind: Sweep
            name: short
            seed: 0
            model: { plugin: DiffMH.Plugins.Ising, name: ising-2d, parameters: { L: 4, T: 3 } }
            estimator: { wrt: T }
            objective: { minimize: energy }
            optimizer: { learning_rate: 0.1, iterations: 30, bounds: { T: [1, null] } }
            """).Points.Single();

        Assert.Equal(("uniform-spin", "same-value"), (point.Proposal, point.Coupling));
        Assert.Equal("""{"J":1,"L":4,"T":3,"h":0}""", point.ModelSettings);
        Assert.Equal("""{"order":"random"}""", point.ProposalSettings);
        Assert.Equal(new ChainSettings(16, 100, 1000, 1, "cold"), point.Chain);
        Assert.Equal((EstimatorMethod.Dmh, Scheme.Accept, Pruning.Weight, 8), (point.Estimator.Method, point.Estimator.Scheme, point.Estimator.Pruning, point.Estimator.Alternatives));
        Assert.Equal("word", point.Estimator.Kernel);
        Assert.Equal(new OptimizerSettings(OptimizerMethod.Adam, 0.1, 30, 10, 0.9, 0.999, 1e-8, 0, Vector.Of(1), Vector.Of(double.PositiveInfinity)), point.Optimizer);
        Assert.Equal((8, SweepMode.Optimize), (point.Replicates, point.Mode));
    }

    [Fact]
    public void Without_the_model_s_kernel_the_scheme_and_the_number_of_alternatives_are_the_engine_s()
    {
        var estimator = SweepText.Freeze(SweepText.Ising.With("scheme: symmetric, alternatives: 2, wrt", "kernel: generic, wrt")).Points.Single().Estimator;
        Assert.Equal((Scheme.Symmetric, 1, null), (estimator.Scheme, estimator.Alternatives, estimator.Kernel));
    }

    [Theory]
    [InlineData("proposal: flip", "next-spin")]
    [InlineData("proposal: uniform-spin", "same-value")]
    public void A_coupling_that_is_not_named_is_the_first_that_fits(string proposal, string coupling) =>
        Assert.Equal(coupling, SweepText.Freeze(SweepText.Ising.With("coupling: same-value\n", "").With("proposal: uniform-spin", proposal)).Points.Single().Coupling);

    [Fact]
    public void A_design_is_expanded_with_its_last_axis_fastest()
    {
        var points = SweepText.Freeze(SweepText.Ising + TwoAxes).Points;

        Assert.Equal([0, 1, 2, 3], points.Select(point => point.Index));
        Assert.Equal(
            [
                """{"coupling":"same-value","model.parameters.T":2}""",
                """{"coupling":"independent","model.parameters.T":2}""",
                """{"coupling":"same-value","model.parameters.T":3}""",
                """{"coupling":"independent","model.parameters.T":3}""",
            ],
            points.Select(point => point.Settings));
        Assert.Equal(["same-value", "independent", "same-value", "independent"], points.Select(point => point.Coupling));
    }

    [Fact]
    public void Linspace_holds_both_ends_exactly_and_may_vary_whole_numbers()
    {
        var points = SweepText.Freeze(SweepText.Ising + "design:\n  cross:\n    - { model.parameters.L: { linspace: [4, 8, 3] }, model.parameters.T: { linspace: [0.7, 1.3, 7] } }\n").Points;

        Assert.Equal(21, points.Length);
        Assert.EndsWith("\"model.parameters.T\":1.3}", points[^1].Settings);
        Assert.StartsWith("""{"J":1,"L":6""", points[7].ModelSettings);
    }

    [Fact]
    public void Many_points_read_at_once_are_each_what_it_is_alone()
    {
        const string Numbers = "[0.5, 9.5, 600]";
        var many = SweepText.Freeze(SweepText.Ising + "design:\n  cross:\n    - model.parameters.T: { linspace: " + Numbers + " }\n");

        Assert.Equal(Enumerable.Range(0, 600), many.Points.Select(point => point.Index));
        foreach (var index in (int[])[0, 255, 256, 511, 599])
        {
            var temperature = JsonNode.Parse(many.Points[index].Settings)!["model.parameters.T"]!.GetValue<double>();
            var alone = SweepText.Freeze(SweepText.Ising + FormattableString.Invariant($"design:\n  cross:\n    - model.parameters.T: [{temperature:R}]\n")).Points.Single();
            Assert.Equal(0.5 + (9.0 * index / 599), temperature, 1e-12);
            Assert.Equal((alone.Identity, alone.StreamKey, alone.ModelSettings), (many.Points[index].Identity, many.Points[index].StreamKey, many.Points[index].ModelSettings));
        }
    }

    [Fact]
    public void What_is_wrong_with_many_points_is_told_once_and_in_the_order_of_the_design()
    {
        var temperatures = Enumerable.Range(0, 600).Select(index => index is 130 or 131 or 400 ? -index : 0.6 + (0.01 * index));
        var errors = SweepText.Load(SweepText.Ising + FormattableString.Invariant($"design:\n  cross:\n    - coupling: [same-value, independent]\n      model.parameters.T: [{string.Join(", ", temperatures.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]\n")).Errors;

        Assert.Collection(errors, error => Assert.Contains("found -130", error), error => Assert.Contains("found -131", error), error => Assert.Contains("found -400", error));
    }

    [Fact]
    public void A_setting_of_a_proposal_that_is_only_named_can_vary()
    {
        var points = SweepText.Freeze(SweepText.Ising + "design:\n  cross:\n    - proposal.order: [random, sequential]\n").Points;

        Assert.Equal(["""{"order":"random"}""", """{"order":"sequential"}"""], points.Select(point => point.ProposalSettings));
    }

    [Fact]
    public void The_strength_of_a_coupling_that_is_only_named_can_vary()
    {
        var sweep = SweepText.Freeze(SweepText.Ising + "design:\n  cross:\n    - coupling.strength: [1, 0.5, 0]\n");

        Assert.Equal([null, 0.5, 0], sweep.Points.Select(point => point.CouplingStrength));
        Assert.Single(sweep.Points.Select(point => point.StreamKey).Distinct());
        var again = SweepFreezer.Freeze(JsonNode.Parse(sweep.Document)!.AsObject(), BuiltPlugins.Catalogue).Sweep!;
        Assert.Equal((sweep.Document, sweep.Id), (again.Document, again.Id));
        Assert.Equal(Comparable(sweep), Comparable(again));
    }

    [Fact]
    public void Full_strength_is_the_sweep_that_says_nothing_of_it() => Assert.Equal(
        SweepText.Freeze(SweepText.Ising).Id,
        SweepText.Freeze(SweepText.Ising.With("coupling: same-value", "coupling: { name: same-value, strength: 1 }")).Id);

    [Fact]
    public void Every_model_on_labels_takes_a_matrix()
    {
        const string matrix = "proposal: { name: matrix, rows: [0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0] }\n";
        var point = SweepText.Freeze(SweepText.Mixture + matrix).Points.Single();

        Assert.Equal(("matrix", "residual"), (point.Proposal, point.Coupling));
        Assert.StartsWith("f.yaml:12:33: proposal.rows: found 8 numbers", SweepText.Load(SweepText.Mixture + matrix.Replace(", 0]", "]", StringComparison.Ordinal)).Errors.Single());
    }

    [Fact]
    public void A_key_that_only_the_design_gives_is_not_missing()
    {
        var text = SweepText.Ising.With("T: 3.0, ", "") + "design:\n  cross:\n    - model.parameters.T: [2, 3]\n";

        Assert.Equal(2, SweepText.Freeze(text).Points.Length);
        Assert.Single(SweepText.Load(text.With("[2, 3]", "[]")).Errors);
    }

    [Fact]
    public void Freezing_the_resolved_document_gives_the_same_points()
    {
        const string mixed = "design:\n  cross:\n    - proposal: [flip, { name: uniform-spin, order: sequential }]\n    - model.parameters.T: [2, 3]\n";
        var sweep = SweepText.Freeze(SweepText.Ising.With("coupling: same-value\n", "").With("seed: 7", "seed: 9223372036854775807") + mixed);

        var again = SweepFreezer.Freeze(JsonNode.Parse(sweep.Document)!.AsObject(), BuiltPlugins.Catalogue);

        Assert.Empty(again.Problems);
        Assert.Equal(sweep.Document, again.Sweep!.Document);
        Assert.Equal(sweep.Id, again.Sweep.Id);
        Assert.Equal(["next-spin", "next-spin", "same-value", "same-value"], again.Sweep.Points.Select(point => point.Coupling));
        Assert.Equal(Comparable(sweep), Comparable(again.Sweep));
        Assert.Equal(9223372036854775807UL, again.Sweep.Points[0].Seed);
    }

    [Fact]
    public void The_id_follows_meaning_and_not_spelling()
    {
        var id = SweepText.Freeze(SweepText.Ising).Id;

        Assert.Matches("^[0-9a-f]{16}$", id);
        Assert.Equal(id, SweepText.Freeze("# a comment\n" + SweepText.Ising.With("T: 3.0", "T: 3e0").With("wrt: [T]", "wrt: T")).Id);
        Assert.Equal(id, SweepText.Freeze(SweepText.Ising.With("proposal: uniform-spin", "proposal: { order: random, name: uniform-spin }")).Id);
        Assert.NotEqual(id, SweepText.Freeze(SweepText.Ising.With("T: 3.0", "T: 3.1")).Id);
        Assert.NotEqual(id, SweepText.Freeze(SweepText.Ising.With("seed: 7", "seed: 8")).Id);
    }

    [Fact]
    public void The_newest_version_in_the_range_is_taken()
    {
        var catalogue = ModelCatalogue.Create(new[] { "1.0.0", "1.5.0", "2.0.0" }.Select(version => new LoadedPlugin(new PluginReference("Coin", version, $"hash of {version}"), new CoinPlugin())));

        string Pick(string range) => SweepFreezer.Freeze(Coin($"Coin{range}"), catalogue).Sweep!.Points[0].Plugin.Version;

        Assert.Equal("2.0.0", Pick(""));
        Assert.Equal("1.5.0", Pick("@[1.0,2.0)"));
        Assert.Equal("1.0.0", Pick("@1.0"));
    }

    [Fact]
    public void A_coupling_of_another_plugin_is_named_in_the_point()
    {
        var catalogue = ModelCatalogue.Create(
            [
                new LoadedPlugin(new PluginReference("Coin", "1.0.0", "hash of Coin"), new CoinPlugin()),
                new LoadedPlugin(new PluginReference("Extra", "1.0.0", "hash of Extra"), new CouplingPlugin()),
            ]);
        var document = Coin("Coin");
        document["coupling"] = "always-copy";

        var sweep = SweepFreezer.Freeze(document, catalogue).Sweep!;

        Assert.Equal("Extra", sweep.Points[0].CouplingPlugin!.Id);
        Assert.Equal(["Coin", "Extra"], sweep.Plugins.Select(plugin => plugin.Id));
        Assert.NotNull(catalogue.Bind(sweep.Points[0]));
    }

    [Fact]
    public void A_plugin_whose_code_throws_is_at_fault_and_not_the_file()
    {
        var catalogue = ModelCatalogue.Create([new LoadedPlugin(new PluginReference("Coin", "1.0.0", "hash"), new CoinPlugin(builder => CoinPlugin
            .AddModel(builder, "broken").Objective("fails", "", _ => throw new TimeoutException("no answer"))))]);
        var document = Coin("Coin");
        document["model"]!["name"] = "broken";
        document["objective"] = new JsonObject { ["evaluate"] = "fails" };

        var problem = SweepFreezer.Freeze(document, catalogue).Problems.Single();

        Assert.Equal("objective.evaluate", problem.Path);
        Assert.Contains("TimeoutException: no answer", problem.Message);
        Assert.Equal(Engine.Documents.ProblemKind.Plugin, problem.Kind);
    }

    private static IEnumerable<string> Comparable(FrozenSweep sweep) =>
        sweep.Points.Select(point => $"{point with { Estimator = null! }} {string.Join(',', point.Estimator.Wrt)} {point.Estimator with { Wrt = default }}");

    private static JsonObject Coin(string plugin) => JsonNode.Parse($$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "coin", "seed": 1, "mode": "gradient",
          "model": { "plugin": "{{plugin}}", "name": "coin", "parameters": { "bias": 0.25 } },
          "estimator": { "wrt": "bias" },
          "objective": { "evaluate": "is_one" }
        }
        """)!.AsObject();

    private sealed class CouplingPlugin : IPlugin
    {
        public void Register(IPluginBuilder builder) => builder.Coupling("always-copy", "copies", typeof(AlwaysCopy<>));
    }

    private readonly struct AlwaysCopy<TProposal> : ILabelCoupling<TProposal>
        where TProposal : struct, ILabelProposal
    {
        public int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream) => proposed;
    }
}
