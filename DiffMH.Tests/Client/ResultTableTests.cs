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
    public void The_report_tells_question_answer_diagnosis_and_provenance()
    {
        var page = ReportPage.Write(Samples.Sweep, Samples.Summary, new("0.1.0", ".NET 10", "x64", "Linux", "0123456789abcdef"));

        Assert.Contains("- objective: maximize specific_heat", page);
        Assert.Contains("| 0 | 8 | same-value | 2.3312(42) |", page);
        Assert.Contains("energy^2: r_hat_split is 1.020, above 1.01", page);
        Assert.Contains("There are no standard errors", page);
        Assert.Contains("log density is NaN", page);
        Assert.Contains($"sha256:{Samples.Plugin.Hash}", page);
        Assert.Contains("diffmh run replay.yaml", page);
        Assert.Contains("diffmh run sweep.yaml", ReportPage.Write(Samples.Sweep, Samples.Summary with { Points = [Samples.Summary.Points[0]] }, new("0.1.0", ".NET 10", "x64", "Linux", "0123456789abcdef")));
    }
}
