using DiffMH.Client.Reports;

namespace DiffMH.Tests.Client;

public sealed class ResultTableTests
{
    [Fact]
    public void Several_points_are_a_table_or_blocks_of_at_most_eighty_columns()
    {
        var text = ResultTable.Render(Samples.Summary);

        Assert.All(text.Split('\n').Where(line => !line.StartsWith("point 2 failed")), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("2.3312(42)", text);
        Assert.Contains("76.10(40)", text);
        Assert.Contains("point 2 failed: log density is NaN at label 3 (System.ArithmeticException)", text);
        Assert.Contains("digest sha256:00ff", text);
    }

    [Fact]
    public void One_point_is_a_block_with_its_moments()
    {
        var text = ResultTable.Render(Samples.Summary with { Points = [Samples.Summary.Points[0]] });

        Assert.Equal(
            """
            sample: failed in 12 s

            point 0: model.parameters.L = 8, coupling = same-value (completed, 8 replicates)
              T                      2.3312(42)
              specific_heat          76.10(40)
              d specific_heat / d T  -0.30(50)
              mean energy            -90.10(30)
              mean energy^2          8200(31)

            ! energy^2: r_hat_split is 1.020, above 1.01: the chains have not forgotten
              where they began. Raise chain.warmup or chain.draws, or try another proposal.

            ! energy^2: effective sample size is 300 or less, below 400: its errors are
              themselves uncertain. Raise chain.draws or chain.chains.

            digest sha256:00ff

            """,
            text,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void In_gradient_mode_the_spread_of_replicates_stands_beside_the_gradient_and_constants_in_the_heading()
    {
        var given = Samples.Summary.Points[0] with { Replicates = 51, Parameters = new() { ["T"] = new(2.5, 0) } };
        var text = ResultTable.Render(Samples.Summary with { Points = [given, given with { Point = 1 }] });

        Assert.Contains("2 of 2 points in 12 s, T = 2.5", text);
        Assert.Contains("-0.30(50)  2.00(20)", text);
        Assert.DoesNotContain("completed", text.Split('\n', 2)[1]);
    }

    [Theory]
    [InlineData(0.0, "point  T    specific_heat")]
    [InlineData(0.0042, "point  given T  T           specific_heat")]
    public void An_axis_that_is_also_a_parameter_has_a_column_of_its_own_name(double error, string heading)
    {
        var points = new[] { 2.1, 2.3 }.Select((value, i) => Samples.Summary.Points[0] with
        {
            Point = i,
            Settings = new() { ["model.parameters.T"] = value },
            Parameters = new() { ["T"] = new(value, error) },
        });
        Assert.StartsWith(heading, ResultTable.Table([.. points]).ToString());
    }

    [Fact]
    public void A_sweep_that_computed_nothing_has_no_digest() =>
        Assert.EndsWith("\ndigest none: nothing was computed\n", ResultTable.Render(Samples.Summary with { Sweep = Samples.Summary.Sweep with { Digest = null } }));

    [Fact]
    public void A_point_that_a_rule_ended_says_which_and_after_how_many_iterations()
    {
        Assert.Contains("  stopped by             wall_time after 4 iterations\n", ResultTable.Render(Samples.Summary));
        Assert.Contains("| wall_time (4) |", ResultTable.Table(Samples.Summary.Points).ToMarkdown());
        Assert.DoesNotContain("stopped by", ResultTable.Render(Samples.Summary with { Points = [Samples.Summary.Points[0], Samples.Summary.Points[2]] }));
    }

    [Fact]
    public void An_unknown_error_is_explained() => Assert.Contains(ResultTable.UnknownErrorNote, ResultTable.Render(Samples.Summary));

    [Fact]
    public void What_still_moved_and_what_is_conspicuous_stand_below_the_numbers()
    {
        var drifting = Samples.Summary.Points[0] with { Convergence = new(200, new(1.5, 0.5), new() { ["T"] = new(-0.05, 0.005) }) };

        var one = ResultTable.Render(Samples.Summary with { Points = [drifting] });
        Assert.Contains("  drift of T              -0.0500(50)\n  drift of specific_heat  1.50(50)\n", one);
        Assert.Contains("! T moved by -0.0500(50) over the iterations that are averaged, 10 standard\n  errors: it had not settled. Raise optimizer.iterations,", one);

        var two = ResultTable.Render(Samples.Summary with { Points = [drifting, drifting with { Point = 1 }] });
        Assert.Contains("point  drift of T   in errors  drift of objective  in errors  gradient d/dT  in errors\n0      -0.0500(50)  10.0       1.50(50)            3.0        -0.30(50)      0.6\n", two);
        Assert.Contains("! points 0–1: T moved by -0.0500(50)", two);
        Assert.All(one.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }
}
