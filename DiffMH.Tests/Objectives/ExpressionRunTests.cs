using DiffMH.Client.Inputs;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Objectives;

/// <summary>Whole runs with objectives that a sweep file writes out.</summary>
public sealed class ExpressionRunTests
{
    private const string Heat = "(mean(energy^2) - mean(energy)^2) / T^2";

    [Theory]
    [InlineData(Heat)]
    [InlineData("(mean(energy*energy) - mean(energy)^2) / (T*T)")]
    [InlineData("(mean(energy * energy) - mean(energy) * mean(energy)) / T^2")]
    public void What_a_model_has_by_name_has_the_same_digest_when_it_is_written_out(string expression)
    {
        // The operations of the named objective in its order: equal to the bit, not to rounding.
        var named = Run(SweepText.Ising);
        Assert.Equal(named.Digest, Run(SweepText.Ising.With("specific_heat", $"\"{expression}\"")).Digest);
        Assert.NotEqual(named.Digest, Run(SweepText.Ising.With("specific_heat", "\"(mean(energy^2) - mean(energy)^2) / T\"")).Digest);
    }

    [Fact]
    public void Entropy_written_out_has_the_digest_of_the_named_one() =>
        Assert.Equal(Run(SweepText.Mixture).Digest, Run(SweepText.Mixture.With("evaluate: entropy", "evaluate: 'entropy(mean(is_1), mean(is_2), mean(is_3))'")).Digest);

    [Fact]
    public void Results_call_it_by_its_text_or_by_its_name_and_have_the_observables_it_adds()
    {
        var text = SweepText.Ising.With("maximize: specific_heat", "maximize: mean(energy^4) / L^2");
        var result = Run(text).Points.Single().Result;
        Assert.Equal("mean(energy^4) / L^2", result.Objective!.Name);
        Assert.Equal(["energy", "energy^2", "magnetization", "abs_magnetization", "magnetization^2", "energy^4"], result.Moments.Select(moment => moment.Name));
        Assert.Equal(result.Moments[5].Value / 16, result.Objective.Value, 1e-9);

        var named = Run(text.With("/ L^2", "/ L^2, name: fourth") + "output: { observables: [energy^4, energy] }\n").Points.Single().Result;
        Assert.Equal(result.Objective with { Name = "fourth" }, named.Objective);
        Assert.Equal(["energy^4", "energy"], named.Moments.Select(moment => moment.Name));
    }

    [Fact]
    public void The_frozen_sweep_has_text_and_name_and_its_resolved_file_gives_the_same_points()
    {
        var sweep = SweepText.Freeze(SweepText.Ising.With("maximize: specific_heat", $"maximize: \"{Heat}\", name: heat"));
        Assert.Equal(new("heat", ObjectiveGoal.Maximize, Heat), sweep.Points.Single().Objective);
        var again = SweepText.Freeze(YamlText.Of(System.Text.Json.Nodes.JsonNode.Parse(sweep.Document)!.AsObject()));
        Assert.Equal((sweep.Id, sweep.Points.Single().Objective), (again.Id, again.Points.Single().Objective));
    }

    [Fact]
    public void An_objective_may_vary_over_the_points_on_the_same_streams()
    {
        var points = SweepText.Freeze(SweepText.Ising + $"design:\n  cross:\n    - objective.maximize: [specific_heat, \"{Heat}\", energy]\n").Points;
        Assert.Equal([null, Heat, null], points.Select(point => point.Objective.Expression));
        Assert.Single(points.Select(point => point.StreamKey).Distinct());
    }

    [Theory]
    [InlineData("maximize: log(mean(energy) - 7)", @"^Replicate 0 at T = 3: the objective is not finite\. In its expression, log\(-\d+(\.\d+)?\) is \.nan at column 1\. ")]
    [InlineData("maximize: T * sqrt(-mean(energy^2))", @"^Replicate 0 at T = 3: the objective is not finite\. In its expression, sqrt\(-\d+(\.\d+)?\) is \.nan at column 5\. ")]
    [InlineData("maximize: mean(energy)^400", @"^Replicate 0 at T = 3: the objective is not finite\. In its expression, \(-\d+(\.\d+)?\)\^400 is \.inf at column 13\. ")]
    [InlineData("maximize: mean(energy) * sqrt(T - 3)", @"^Replicate 0 at T = 3: the objective's derivative for T is not finite\. In its expression, the derivative of sqrt\(0\) is \.inf at column 16\. ")]
    [InlineData("maximize: mean(energy) * (T - 3)^0.4", @"^Replicate 0 at T = 3: the objective's derivative for T is not finite\. In its expression, the derivative of \(0\)\^0\.4 is \.inf at column 23\. ")]
    [InlineData("maximize: mean(sqrt((energy + 32 - 32) * (T - 3)))", @"^Replicate 0 at T = 3: the sum of the derivative of 'sqrt\(.*\)' for T in group 0 is ")]
    [InlineData("maximize: mean(((energy + 32 - 32) * (T - 3))^0.4)", @"^Replicate 0 at T = 3: the sum of the derivative of '.*\^0\.4' for T in group 0 is ")]
    [InlineData("maximize: 2 + mean(log(magnetization - 17))", @"^The objective takes the mean of log\(magnetization-17\), which is not finite on a state that was reached: log\(-\d+\) is \.nan at column 10 of the objective's expression\.")]
    public void The_logarithm_of_a_negative_number_fails_the_point_and_says_where(string objective, string message)
    {
        var result = Run(SweepText.Ising.With("maximize: specific_heat", objective)).Points.Single().Result;
        Assert.Equal((RunState.Failed, 0), (result.State, result.Replicates));
        Assert.Null(result.Objective);
        Assert.Matches(message, result.Failure!.Message);
    }

    [Theory]
    [InlineData("mean(sqrt(abs_magnetization))")]
    [InlineData("mean(abs_magnetization^0.3)")]
    [InlineData("mean(abs(energy)^0.7)")]
    public void A_mean_may_be_of_roots_of_zero_where_the_state_alone_decides(string objective)
    {
        // Spins whose magnetisation and energy are 0 in many states: neither depends on T, so their roots do not.
        var result = Run(SweepText.Ising.With("maximize: specific_heat", $"maximize: {objective}")).Points.Single().Result;
        Assert.Equal((RunState.Completed, null), (result.State, result.Failure));
        Assert.True(double.IsFinite(result.Gradient[0].Value) && result.Objective!.Value > 0);
    }

    [Fact]
    public void In_gradient_mode_all_replicates_together_must_have_it()
    {
        var text = SweepText.Mixture.With("evaluate: entropy", "evaluate: log(mean(is_1) - 2)");
        var result = Run(text).Points.Single().Result;
        Assert.Equal(RunState.Failed, result.State);
        Assert.StartsWith("All replicates together at observation = 0.4: the objective is not finite. In its expression, log(-1.", result.Failure!.Message);
    }

    [Fact]
    public void A_sweep_without_expressions_runs_the_code_of_before()
    {
        var model = BuiltPlugins.Catalogue.Bind(SweepText.Freeze(SweepText.Ising.With("specific_heat", $"\"{Heat}\"")).Points.Single());
        Assert.Equal(5, model.Observables.Length);   // both moments are the model's own: nothing is added, nothing wrapped
    }

    [Fact]
    public void Binders_cumulant_and_its_slope_are_those_of_the_finite_lattice()
    {
        // Exact by transfer matrices that count the magnetisation; at L = 4 also by the sum over all 65,536 states.
        (double Value, double Slope)[] exact =
            [(0.6448107912, -0.07487777), (0.6172236389, -0.13121937), (0.4805406601, -0.21258532), (0.6546186493, -0.06958500), (0.6130951989, -0.26871238), (0.2798399026, -0.38242264)];
        var text = File.ReadAllText(Path.Combine(Repository.Root, "sweeps", "ising-binder.yaml"));
        var points = Run(text).Points;
        Assert.Equal(exact.Length, points.Length);
        foreach (var (point, right) in points.Zip(exact))
        {
            var (objective, slope) = (point.Result.Objective!, point.Result.Gradient[0]);
            Statistically.Agrees(right.Value, objective, point.Result.Settings, 128);
            Statistically.Agrees(right.Slope, slope, $"slope at {point.Result.Settings}", 128);
        }

        // The twins with power, at the last point, where both are known well.
        Statistically.Differs(0.9 * exact[5].Value, points[^1].Result.Objective!, "ten per cent", 128);
        Statistically.Differs(0.7 * exact[5].Slope, points[^1].Result.Gradient[0], "thirty per cent of the slope", 128);
    }

    private static LocalOutcome Run(string text) =>
        LocalRun.Run(SweepText.Freeze(text).Points.Select(point => LocalPoint.Of(BuiltPlugins.Catalogue.Bind(point))));
}
