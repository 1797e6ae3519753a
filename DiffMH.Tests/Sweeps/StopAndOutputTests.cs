using System.Text.Json.Nodes;
using DiffMH.Engine.Sweeps;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Sweeps;

/// <summary>The sections <c>stop</c> and <c>output</c>, and schedules: what they come to, and that they name nothing.</summary>
public sealed class StopAndOutputTests
{
    private const string TwoPoints = "design:\n  cross:\n    - model.parameters.L: [3, 4]\n";

    [Fact]
    public void Rules_are_read_as_they_stand()
    {
        var stop = Ising("stop: { iterations: 4, wall_time: 02:03:04, gradient_below_noise: 2.5, standard_error: { T: 0.01 } }").Points.Single().Stop;
        Assert.Equal(new StopSettings(4, new TimeSpan(2, 3, 4), 2.5, Vector.Of(0.01)), stop);
    }

    [Fact]
    public void A_rule_that_is_not_given_does_not_hold()
    {
        Assert.Null(Ising("").Points.Single().Stop);
        Assert.Equal(new StopSettings(null, null, null, Vector.Empty), Ising("stop: {}").Points.Single().Stop);
    }

    [Fact]
    public void Iterations_may_be_given_for_each_point()
    {
        Assert.Equal([0, 6], Ising("stop: { iterations: [0, 6] }\n" + TwoPoints).Points.Select(point => point.Stop!.Iterations!.Value));
        Assert.Equal([5, 5], Ising("stop: { iterations: 5 }\n" + TwoPoints).Points.Select(point => point.Stop!.Iterations!.Value));
        Assert.Equal([1], SweepText.Freeze(SweepText.Mixture + "stop: { iterations: [1] }\n").Points.Select(point => point.Stop!.Iterations!.Value));
    }

    [Fact]
    public void A_standard_error_of_a_list_is_meant_for_each_of_its_elements()
    {
        var text = SweepText.Mixture.With("mode: gradient", "mode: optimize").With("wrt: observation", "wrt: [means, observation]").With("evaluate: entropy", "maximize: entropy")
            + "optimizer: { learning_rate: 0.1, iterations: 9 }\nstop: { standard_error: { means: 0.2, 'means[1]': 0.1 } }\n";
        Assert.Equal(Vector.Of(0.2, 0.1, 0.2, double.PositiveInfinity), SweepText.Freeze(text).Points.Single().Stop!.StandardErrors);
    }

    [Theory]
    [InlineData("constant", LearningSchedule.Constant, 0)]
    [InlineData("cosine", LearningSchedule.Cosine, 0)]
    [InlineData("{ name: cosine, final: 0.1 }", LearningSchedule.Cosine, 0.1)]
    [InlineData("{ name: inverse-sqrt }", LearningSchedule.InverseSqrt, 0)]
    public void A_schedule_is_a_name_or_a_mapping(string text, LearningSchedule schedule, double final)
    {
        var optimizer = SweepText.Freeze(SweepText.Ising.With("iterations: 6", $"iterations: 6, schedule: {text}")).Points.Single().Optimizer!;
        Assert.Equal((schedule, final), (optimizer.Schedule, optimizer.FinalRate));
    }

    [Fact]
    public void Observables_keep_the_order_of_the_file_and_are_all_by_default()
    {
        Assert.Null(Ising("").Points.Single().Output);
        Assert.Equal(["energy^2", "energy"], Ising("output: { observables: [energy^2, energy] }").Points.Single().Output!.Observables);
        Assert.Equal(["energy"], Ising("output: { observables: energy }").Points.Single().Output!.Observables);
        Assert.Empty(Ising("output: { observables: [] }").Points.Single().Output!.Observables);
        var thinned = Ising("output: { trace_thin: 10 }").Points.Single().Output!;
        Assert.Equal(["energy", "energy^2", "magnetization", "abs_magnetization", "magnetization^2"], thinned.Observables);
        Assert.Equal(10, thinned.TraceThin);
    }

    [Fact]
    public void Neither_section_names_a_point_or_its_streams()
    {
        var plain = Ising(TwoPoints).Points;
        var ruled = Ising("stop: { wall_time: 00:00:01, gradient_below_noise: 2 }\noutput: { observables: [energy], trace_thin: 3 }\n" + TwoPoints).Points;
        Assert.Equal(plain.Select(point => (point.Identity, point.StreamKey)), ruled.Select(point => (point.Identity, point.StreamKey)));
    }

    [Fact]
    public void A_schedule_can_vary_and_leaves_the_streams_alone()
    {
        var points = Ising("design:\n  cross:\n    - optimizer.schedule: [constant, { name: cosine, final: 0.5 }]\n").Points;
        Assert.Equal([LearningSchedule.Constant, LearningSchedule.Cosine], points.Select(point => point.Optimizer!.Schedule));
        Assert.Single(points.Select(point => point.StreamKey).Distinct());
    }

    [Fact]
    public void Freezing_the_resolved_document_gives_the_same_rules()
    {
        var sweep = Ising("stop: { iterations: [4, 5], wall_time: 00:01:00, standard_error: { T: 1 } }\noutput: { trace_thin: 2 }\n" + TwoPoints, "optimizer.schedule=cosine");
        var again = SweepFreezer.Freeze(JsonNode.Parse(sweep.Document)!.AsObject(), BuiltPlugins.Catalogue).Sweep!;
        Assert.Equal((sweep.Id, sweep.Document), (again.Id, again.Document));
        Assert.Equal(sweep.Points.Select(point => (point.Stop, point.Optimizer)), again.Points.Select(point => (point.Stop, point.Optimizer)));
        Assert.Contains("\"schedule\":{\"final\":0,\"name\":\"cosine\"}", sweep.Document, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_of_iterations_is_planned_with() =>
        Assert.Equal(3 * 4 * 30 * (4 + 1) * 16, SweepPlan.Of(Ising("stop: { iterations: 4 }"), BuiltPlugins.Catalogue).Updates);

    [Fact]
    public void A_rule_that_looks_too_seldom_is_warned_about()
    {
        var seldom = Ising("stop: { gradient_below_noise: 2 }");
        Assert.Contains("optimizer.tail_average = 2 of 6 iterations", Assert.Single(SweepPlan.Of(seldom, BuiltPlugins.Catalogue).Warnings));
        Assert.Empty(SweepPlan.Of(Ising("stop: { standard_error: { T: 1 } }", "optimizer.tail_average=1"), BuiltPlugins.Catalogue).Warnings);
    }

    private static FrozenSweep Ising(string sections, params string[] overrides) => SweepText.Freeze(SweepText.Ising + sections, overrides);
}
