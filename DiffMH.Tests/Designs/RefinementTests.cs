using DiffMH.Client.Sweeps;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Designs;

/// <summary>What <c>set</c> and <c>exclude</c> do to the points of a design.</summary>
public sealed class RefinementTests
{
    private const string Sides = "  cross:\n    - model.parameters.L: [8, 12, 16]\n    - coupling: [same-value, independent]\n";

    [Fact]
    public void A_refinement_sets_keys_of_the_points_its_condition_names()
    {
        var points = Points(Sides + "  set:\n    - when: { model.parameters.L: [12, 16], coupling: same-value }\n      set: { chain.draws: 2000, chain.warmup: { expr: \"chain.draws / 10\" } }\n");

        Assert.Equal([(20, 10), (20, 10), (2000, 200), (20, 10), (2000, 200), (20, 10)], points.Select(point => (point.Chain.Draws, point.Chain.Warmup)));
    }

    [Fact]
    public void Identity_and_stream_key_are_of_the_axis_values_alone()
    {
        var plain = Points(Sides);
        var refined = Points(Sides + "  set:\n    - set: { chain.draws: 2000, proposal: { name: uniform-spin, order: sequential } }\n");

        Assert.All(refined, point => Assert.Equal((2000, """{"order":"sequential"}"""), (point.Chain.Draws, point.ProposalSettings)));
        Assert.Equal(plain.Select(point => (point.Identity, point.StreamKey, point.Settings)), refined.Select(point => (point.Identity, point.StreamKey, point.Settings)));
    }

    [Fact]
    public void Refinements_apply_in_order_and_see_what_those_before_have_set()
    {
        var points = Points(Sides + """
              set:
                - set: { chain.draws: { expr: 10 * model.parameters.L } }
                - when: { chain.draws: 120 }
                  set: { chain.thin: 3 }
                - when: { chain.thin: 3 }
                  set: { chain.draws: 5 }
                - when: { chain.draws: 120 }
                  set: { chain.thin: 4 }
            """);

        Assert.Equal([(80, 1), (80, 1), (5, 3), (5, 3), (160, 1), (160, 1)], points.Select(point => (point.Chain.Draws, point.Chain.Thin)));
    }

    [Fact]
    public void An_expression_is_computed_from_the_settings_as_they_end_up()
    {
        var point = Points("  set:\n    - set: { chain.warmup: { expr: chain.draws / 10 } }\n    - set: { chain.draws: { expr: 100 * chain.thin } }\n    - set: { chain.thin: 7 }\n").Single();

        Assert.Equal((700, 70, 7), (point.Chain.Draws, point.Chain.Warmup, point.Chain.Thin));
    }

    [Theory]
    [InlineData("2 + 3 * 4", 14)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("100 / 5 / 2", 10)]
    [InlineData("-2 + 5", 3)]
    [InlineData("sqrt(49)", 7)]
    [InlineData("round(log(exp(3)) * 1.5)", 5)]
    [InlineData("round(2.5) + floor(2.7) + ceil(2.2)", 8)]
    [InlineData("abs(-3) + min(4, 2, 3) + max(1, 6)", 11)]
    [InlineData("floor(100 * pi)", 314)]
    [InlineData("model.parameters.L + optimizer.bounds.T[1]", 14)]
    public void An_expression_comes_to(string expression, int value)
    {
        var points = Points($"  set:\n    - set: {{ chain.draws: {{ expr: \"{expression}\" }} }}\n");
        Assert.Equal(value, points.Single().Chain.Draws);
    }

    [Fact]
    public void Conditions_and_expressions_see_defaults()
    {
        var points = SweepText.Freeze(SweepText.Ising.With(", draws: 20", "").With("coupling: same-value\n", "") + """
            design:
              cross:
                - proposal: [uniform-spin, flip]
              set:
                - when: { coupling: next-spin, chain.draws: 1e3 }
                  set: { chain.warmup: { expr: chain.draws / 5 }, chain.thin: { expr: optimizer.tail_average * 2 }, optimizer.iterations: { expr: chain.draws * 3 } }
            """).Points;

        Assert.Equal([(10, 1, 6), (200, 2000, 3000)], points.Select(point => (point.Chain.Warmup, point.Chain.Thin, point.Optimizer!.Iterations)));
        Assert.Equal([1000, 1000], points.Select(point => point.Chain.Draws));
    }

    [Fact]
    public void A_default_that_follows_from_what_is_computed_from_it_is_refused()
    {
        var errors = SweepText.Load(SweepText.Ising + "design:\n  set:\n    - set: { optimizer.iterations: { expr: 6 * optimizer.tail_average } }\n").Errors;

        Assert.Contains("a default that depends on it", Assert.Single(errors));
    }

    [Theory]
    [InlineData("proposal: uniform-spin")]
    [InlineData("proposal.name: uniform-spin")]
    [InlineData("proposal.order: random")]
    [InlineData("model.parameters.T: 3")]
    [InlineData("model.parameters.h: -0.0")]
    [InlineData("estimator.wrt: [[T]]")]
    [InlineData("optimizer.schedule: [cosine, constant]")]
    [InlineData("optimizer.bounds: { T: [0.5, 10] }")]
    public void A_condition_holds_however_the_value_is_written(string condition) =>
        Assert.Equal(3, Points($"  set:\n    - when: {{ {condition} }}\n      set: {{ chain.thin: 3 }}\n").Single().Chain.Thin);

    [Theory]
    [InlineData("proposal: flip")]
    [InlineData("model.parameters.T: '3'")]
    [InlineData("model.parameters.L: [5, 6]")]
    [InlineData("estimator.wrt: [T]")]
    [InlineData("chain.start: true")]
    public void A_condition_that_never_holds_is_warned_about(string condition)
    {
        var loading = Load($"  exclude:\n    - when: {{ {condition} }}\n");

        Assert.Single(loading.Sweep!.Points);
        Assert.Equal("design.exclude[0].when has no effect: no point has the values that its condition asks for", Assert.Single(loading.Warnings));
    }

    [Fact]
    public void Excluded_points_are_left_out_and_counted()
    {
        var loading = Load(Sides + "  exclude:\n    - when: { model.parameters.L: 16, coupling: independent }\n    - when: { model.parameters.L: [8, 16], coupling: independent }\n");

        Assert.Equal(2, loading.Excluded);
        Assert.Empty(loading.Warnings);
        Assert.Equal([0, 1, 2, 3], loading.Sweep!.Points.Select(point => point.Index));
        Assert.Equal([(8, "same-value"), (12, "same-value"), (12, "independent"), (16, "same-value")], loading.Sweep.Points.Select(point => (Side(point), point.Coupling)));
    }

    [Fact]
    public void Points_are_excluded_by_what_refinements_have_made_of_them()
    {
        var loading = Load(Sides + "  set:\n    - when: { coupling: independent }\n      set: { chain.draws: { expr: 2 * model.parameters.L } }\n  exclude:\n    - when: { chain.draws: 24 }\n");

        Assert.Equal(1, loading.Excluded);
        Assert.DoesNotContain(loading.Sweep!.Points, point => point.Chain.Draws == 24);
    }

    [Fact]
    public void Iterations_of_each_point_are_counted_without_those_left_out()
    {
        var text = $"{SweepText.Ising}stop: {{ iterations: [1, 2, 3, 4, 5] }}\ndesign:\n{Sides}  exclude:\n    - when: {{ model.parameters.L: 8, coupling: independent }}\n";
        Assert.Equal([1, 2, 3, 4, 5], SweepText.Freeze(text).Points.Select(point => point.Stop!.Iterations!.Value));
    }

    private static int Side(PointSpec point) => System.Text.Json.Nodes.JsonNode.Parse(point.ModelSettings)!["L"]!.GetValue<int>();

    private static IReadOnlyList<PointSpec> Points(string design) => SweepText.Freeze($"{SweepText.Ising}design:\n{design}\n").Points;

    private static SweepLoading Load(string design)
    {
        var loading = SweepText.Load($"{SweepText.Ising}design:\n{design}\n");
        Assert.Empty(loading.Errors);
        return loading;
    }
}
