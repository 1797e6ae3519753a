using System.Text.Json.Nodes;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Designs;

/// <summary>Which points a design makes, and in which order.</summary>
public sealed class DesignPointsTests
{
    [Fact]
    public void Axes_of_zip_advance_together_and_blocks_combine_with_the_last_fastest()
    {
        var points = Points("""
              cross:
                - model.parameters.L: [4, 6]
              zip:
                - model.parameters.J: { linspace: [1, 2, 2] }
                - chain.draws: [100, 200]
              points:
                - { chain.thin: 1, coupling: independent }
                - { chain.thin: 2 }
            """);

        Assert.Equal(
            [
                """{"chain.draws":100,"chain.thin":1,"coupling":"independent","model.parameters.J":1,"model.parameters.L":4}""",
                """{"chain.draws":100,"chain.thin":2,"model.parameters.J":1,"model.parameters.L":4}""",
                """{"chain.draws":200,"chain.thin":1,"coupling":"independent","model.parameters.J":2,"model.parameters.L":4}""",
                """{"chain.draws":200,"chain.thin":2,"model.parameters.J":2,"model.parameters.L":4}""",
                """{"chain.draws":100,"chain.thin":1,"coupling":"independent","model.parameters.J":1,"model.parameters.L":6}""",
                """{"chain.draws":100,"chain.thin":2,"model.parameters.J":1,"model.parameters.L":6}""",
                """{"chain.draws":200,"chain.thin":1,"coupling":"independent","model.parameters.J":2,"model.parameters.L":6}""",
                """{"chain.draws":200,"chain.thin":2,"model.parameters.J":2,"model.parameters.L":6}""",
            ],
            points.Select(point => point.Settings));
        Assert.Equal(["independent", "same-value"], points.Take(2).Select(point => point.Coupling));
        Assert.Equal([(100, 1), (100, 2), (200, 1), (200, 2)], points.Take(4).Select(point => (point.Chain.Draws, point.Chain.Thin)));
    }

    [Fact]
    public void A_row_without_keys_is_the_file_as_it_stands()
    {
        var points = Points("  points: [{}, { chain.draws: 30 }, { chain.thin: 2, proposal.order: sequential }]\n");

        Assert.Equal(["{}", """{"chain.draws":30}""", """{"chain.thin":2,"proposal.order":"sequential"}"""], points.Select(point => point.Settings));
        Assert.Equal([(20, 1), (30, 1), (20, 2)], points.Select(point => (point.Chain.Draws, point.Chain.Thin)));
    }

    [Theory]
    [InlineData("{ linspace: [1, 2, 3] }", "1,1.5,2")]
    [InlineData("{ logspace: [1, 1000, 4] }", "1,10,100,1000")]
    [InlineData("{ logspace: [0.3, 0.7, 2] }", "0.3,0.7")]
    [InlineData("{ range: [1, 10, 3] }", "1,4,7,10")]
    [InlineData("{ range: [1, 9.5, 3] }", "1,4,7")]
    [InlineData("{ range: [1, 10.5, 3] }", "1,4,7,10")]
    [InlineData("{ range: [0, 0.3, 0.1] }", "0,0.1,0.2,0.3")]
    [InlineData("{ range: [0.1, 0.75, 0.2] }", "0.1,0.3,0.5,0.7")]
    [InlineData("{ range: [1, -1, -0.5] }", "1,0.5,0,-0.5,-1")]
    [InlineData("{ range: [5, 5, 1] }", "5")]
    [InlineData("{ range: [0, 1, 0.3333333333333333] }", "0,0.3333333333333333,0.6666666666666666,1")]
    public void Regular_values_are(string values, string expected)
    {
        var points = Points($"  cross:\n    - model.parameters.J: {values}\n");
        Assert.Equal(expected.Split(','), points.Select(point => JsonNode.Parse(point.Settings)!["model.parameters.J"]!.ToJsonString()));
    }

    [Fact]
    public void Streams_are_shared_across_axes_of_every_block()
    {
        const string design = """
              cross:
                - model.parameters.L: [4, 6]
              zip:
                - model.parameters.J: [1, 2]
                - chain.draws: [100, 200]
              points:
                - { chain.thin: 1 }
                - { chain.thin: 2 }
            """;
        int Keys(string shared) => Points(design, $"replicates.share_streams_across=[{shared}]").Select(point => point.StreamKey).Distinct().Count();

        Assert.Equal(8, Keys(""));
        Assert.Equal(4, Keys("model.parameters.L"));
        Assert.Equal(8, Keys("chain.draws"));
        Assert.Equal(4, Keys("chain.draws, model.parameters.J"));
        Assert.Equal(2, Keys("chain.draws, model.parameters.J, chain.thin"));
    }

    [Fact]
    public void The_block_that_varies_a_key_does_not_name_the_point()
    {
        var crossed = Points("  cross:\n    - model.parameters.L: [4, 6]\n");
        var zipped = Points("  zip:\n    - model.parameters.L: [4, 6]\n");
        var listed = Points("  points: [{ model.parameters.L: 4 }, { model.parameters.L: 6 }]\n");

        Assert.Equal(crossed.Select(Names), zipped.Select(Names));
        Assert.Equal(crossed.Select(Names), listed.Select(Names));
    }

    [Theory]
    [InlineData("  zip:\n    - model.parameters.J: [1, 2]\n    - chain.draws: [100, 200]\n")]
    [InlineData("  points: [{}, { chain.draws: 30, coupling: same-value }, { coupling: independent }]\n")]
    [InlineData("  order: shuffled\n  cross:\n    - model.parameters.J: { logspace: [0.1, 3, 9] }\n    - model.parameters.L: { int_uniform: [2, 40], count: 3 }\n")]
    [InlineData("  cross:\n    - chain.thin: [1, 2]\n  set:\n    - when: { chain.draws: 2000 }\n      set: { chain.warmup: 7 }\n    - set: { chain.draws: 2000 }\n")]
    [InlineData("  cross:\n    - chain.thin: [1, 2]\n  set:\n    - when: { optimizer.tail_average: 2 }\n      set: { optimizer.iterations: { expr: 30 * chain.thin } }\n    - set: { chain.draws: { expr: optimizer.tail_average } }\n")]
    [InlineData("  cross:\n    - proposal: [flip, uniform-spin]\n  exclude:\n    - when: { coupling: next-spin }\n")]
    public void Freezing_the_resolved_document_gives_the_same_points(string design)
    {
        var sweep = SweepText.Freeze(SweepText.Ising.With("coupling: same-value\n", "") + "design:\n" + design);

        var again = SweepFreezer.Freeze(JsonNode.Parse(sweep.Document)!.AsObject(), BuiltPlugins.Catalogue);

        Assert.Empty(again.Problems);
        Assert.Equal((sweep.Id, sweep.Document), (again.Sweep!.Id, again.Sweep.Document));
        Assert.Equal(sweep.Points.Select(Written), again.Sweep.Points.Select(Written));
    }

    [Fact]
    public void An_override_can_replace_any_part_of_a_design()
    {
        const string design = "  cross:\n    - model.parameters.L: [4, 6]\n  exclude:\n    - when: { model.parameters.L: 6 }\n";

        Assert.Equal(["""{"model.parameters.L":4}"""], Points(design).Select(point => point.Settings));
        Assert.Equal(2, Points(design, "design.exclude=[]").Count);
        Assert.Equal(["""{"chain.thin":3,"model.parameters.L":4}"""], Points(design, "design.points=[{chain.thin: 3}]").Select(point => point.Settings));
        Assert.Equal(["""{"model.parameters.L":8}""", """{"model.parameters.L":2}"""], Points(design, "design.cross=[{model.parameters.L: [8, 2]}]").Select(point => point.Settings));
        Assert.StartsWith("--set design.order=up: ", Assert.Single(SweepText.Load(SweepText.Ising, "design.order=up").Errors));
    }

    [Fact]
    public void The_design_of_the_documentation_makes_fifteen_points()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sweep-files.md"));
        var design = page.Split("```yaml\n")[1].Split("```")[0];

        Assert.Equal((3 * 2 * 3) - 3, SweepText.Freeze(SweepText.Ising + design).Points.Length);
    }

    private static IReadOnlyList<PointSpec> Points(string design, params string[] overrides) => SweepText.Freeze($"{SweepText.Ising}design:\n{design}\n", overrides).Points;

    private static (string, string, string) Names(PointSpec point) => (point.Identity, point.StreamKey, point.Settings);

    private static string Written(PointSpec point) => $"{point with { Estimator = null!, Output = null }} {string.Join(',', point.Estimator.Wrt)} {point.Estimator with { Wrt = default }}";
}
