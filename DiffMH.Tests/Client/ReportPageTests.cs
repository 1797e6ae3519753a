using DiffMH.Client;
using DiffMH.Client.Reports;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DiffMH.Tests.Client;

/// <summary>The report as a reader sees it: rendered by a library that shares no code with what wrote it.</summary>
public sealed class ReportPageTests
{
    private static readonly Provenance Here = new("0.1.0", ".NET 10", "x64", "Linux <6.1> #1", "0123456789abcdef");
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseMathematics().Build();

    [Fact]
    public void It_tells_what_was_asked()
    {
        var page = Text(ReportPage.Write(Samples.Sweep, Samples.Summary, Here, new() { Density = _ => "log g(s) = -E(s)/T" }));

        Assert.Contains("objective: maximize specific_heat", page);
        Assert.Contains("density: log g(s) = -E(s)/T", page);
        Assert.Contains("seed: 20230613", page);
        Assert.Contains("model.parameters.L 8, 12 2\ncoupling same-value, independent 2", page);
    }

    [Fact]
    public void It_tells_what_came_out_with_errors_and_what_failed()
    {
        var page = Text(ReportPage.Write(Samples.Sweep, Samples.Summary, Here));

        Assert.Contains("Failed in 12 s. 2 of 3 points completed, 1 failed.", page);
        Assert.Contains("0 8 same-value 2.3312(42)", page);
        Assert.Contains("0 -90.10(30) 8200(31)", page);
        Assert.Contains("point 2: failed: log density is NaN at label 3 (System.ArithmeticException). ", page);
        Assert.Contains(ResultTable.UnknownErrorNote, page);
    }

    [Fact]
    public void It_tells_convergence_and_noise_with_a_curve()
    {
        var point = Samples.Summary.Points[0] with { Convergence = new(200, new(1.5, 0.75), new() { ["T"] = new(-0.05, 0.005) }) };
        var page = Text(ReportPage.Write(Samples.Sweep, Samples.Summary with { Points = [point] }, Here, new() { Path = _ => [1, 1, 5, 9, 9, 9] }));

        Assert.Contains("point drift of T in errors drift of objective in errors gradient d/dT in errors objective", page);
        Assert.Contains("0 -0.0500(50) 10.0 1.50(75) 2.0 -0.30(50) 0.6 ⣀", page);
        Assert.Contains("T moved by -0.0500(50) over the iterations that are averaged, 10 standard errors: it had not settled. Raise optimizer.iterations", page);
    }

    [Fact]
    public void It_tells_doubts_about_settings_and_heavy_tails()
    {
        var point = Samples.Summary.Points[0];
        var heavy = point with { Diagnostics = point.Diagnostics! with { LargestShare = 0.75 } };
        var page = Text(ReportPage.Write(Samples.Sweep, Samples.Summary with { Points = [heavy] }, Here, new() { Doubt = spec => spec.Index == 1 ? null : "its variance is infinite; use another" }));

        Assert.Contains("points 0 and 2: its variance is infinite; use another.", page);
        Assert.Contains("One group of chains makes 75 % of the gradient's scatter: its tails are heavy, and its standard error may be too small by far. Try a coupling", page);
        Assert.DoesNotContain(Diagnosis.Of(point with { Diagnostics = point.Diagnostics! with { LargestShare = 0.45 } }), remark => remark.Kind == RemarkKind.HeavyTails);
    }

    [Fact]
    public void A_drift_that_is_noise_or_does_not_matter_is_no_remark()
    {
        bool IsRemarked(double drift, double error, double mcse) => Diagnosis
            .Of(Samples.Summary.Points[0] with { Parameters = new() { ["T"] = new(2.3, mcse) }, Convergence = new(200, new(0, 1), new() { ["T"] = new(drift, error) }) })
            .Any(remark => remark.Kind == RemarkKind.Drifting);

        Assert.True(IsRemarked(drift: -0.05, error: 0.01, mcse: 0.02));
        Assert.False(IsRemarked(drift: -0.05, error: 0.02, mcse: 0.02));
        Assert.False(IsRemarked(drift: -0.05, error: 0.01, mcse: 0.03));
    }

    [Fact]
    public void In_gradient_mode_it_tells_how_far_the_gradient_is_from_noise()
    {
        var sweep = Samples.Sweep with { Points = [Samples.Sweep.Points[0] with { Mode = SweepMode.Gradient, Optimizer = null }] };
        var given = Samples.Summary.Points[0] with { Parameters = new() { ["T"] = new(2.5, 0) }, StoppedBy = null, Gradient = new() { ["T"] = new(-30, 0.5, 2) } };
        var page = Text(ReportPage.Write(sweep, Samples.Summary with { Points = [given] }, Here));

        Assert.Contains("optimizer: none", page);
        Assert.Contains("point gradient d/dT in errors\n0 -30.00(50) 60.0", page);
        Assert.DoesNotContain("drift", page);
        Assert.DoesNotContain("at a bound, or not there yet", page);
    }

    [Fact]
    public void It_tells_where_it_comes_from_and_how_to_make_it_again()
    {
        var page = Text(ReportPage.Write(Samples.Sweep, Samples.Summary, Here, new() { Command = file => $"diffmh run {file} --out again --plugins mine" }));

        Assert.Contains("DiffMH 0.1.0 on .NET 10, x64, Linux <6.1> #1; math fingerprint 0123456789abcdef", page);
        Assert.Contains($"plugin DiffMH.Plugins.Ising 0.1.0, sha256:{Samples.Plugin.Hash}", page);
        Assert.Contains("diffmh run replay.yaml --out again --plugins mine", page);
        Assert.Contains("digest sha256:00ff", page);

        var whole = Text(ReportPage.Write(Samples.Sweep, Samples.Summary with { Points = [Samples.Summary.Points[0]] }, Here));
        Assert.Contains("diffmh run sweep.yaml --out again", whole);
        Assert.DoesNotContain("replay.yaml", whole);
    }

    [Fact]
    public void Names_stand_as_they_are_whatever_they_hold()
    {
        const string name = "a|b *c* _d_ [e](f) `g` <h> ~~i~~ $j$ \\k &amp; #l specific_heat";
        var point = Samples.Summary.Points[0] with
        {
            Settings = new() { ["model.parameters.L"] = name },
            Moments = new() { [name] = new(1.5, 0.1) },
            Objective = new(name, 76.1, 0.4, 1.6),
            Failure = new(name, $"{name}\nsecond line", ""),
        };
        var sweep = Samples.Sweep with
        {
            Name = name,
            Points = [Samples.Sweep.Points[0] with { Settings = $$"""{"model.parameters.L":{{System.Text.Json.JsonSerializer.Serialize(name)}}}""", Coupling = name }, Samples.Sweep.Points[1]],
        };

        var markdown = ReportPage.Write(sweep, Samples.Summary with { Points = [point, point with { Point = 1 }] }, Here);
        var document = Markdown.Parse(markdown, Pipeline);

        Assert.DoesNotContain(document.Descendants(), node => node is HtmlBlock or HtmlInline or LinkInline or EmphasisInline or HtmlEntityInline);
        Assert.All(document.Descendants<Table>(), table => Assert.All(table.Cast<TableRow>(), row => Assert.Equal(((TableRow)table[0]).Count, row.Count)));
        var text = Text(markdown);
        Assert.StartsWith($"{name}\n", text);
        Assert.Contains($"coupling: {name} | same-value", text);
        Assert.Contains($"0 {name} 2.3312(42) 76.10(40)", text);
        Assert.Contains($"points 0–1: lost replicates: {name} second line ({name}).", text);
    }

    [Fact]
    public void Ten_thousand_points_are_a_page_that_can_be_read()
    {
        const int count = 10_000;
        var sweep = ScreenSamples.Sweep(count);
        var summary = Samples.Summary with
        {
            Points =
            [
                .. Enumerable.Range(0, count).Select(i => Samples.Summary.Points[0] with
                {
                    Point = i,
                    Settings = new() { ["model.parameters.L"] = 4 + i },
                    Objective = new("specific_heat", (i * 7919) % count, 0.4, 1.6),
                }),
            ],
        };

        var markdown = ReportPage.Write(sweep, summary, Here);
        var page = Text(markdown);

        Assert.InRange(markdown.Length, 5_000, 40_000);
        Assert.Contains("10,000 of 10,000 points completed", page);
        Assert.Contains("These are the first 50 of 10,000 points; all of them are in points.parquet.", page);
        Assert.Contains($"specific_heat 0.00(40) 0 5000.00(40) 9999.00(40) {Enumerable.Range(0, count).Single(i => (i * 7919) % count == count - 1)}", page);
        Assert.Contains("points 0–9999: energy^2: effective sample size is 300 or less, below 400: its errors are themselves uncertain. Raise", page);
        Assert.Contains("4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, …, 10003 10,000", page);
    }

    /// <summary>What a reader sees, without the looks: blocks on lines of their own, cells with a blank between.</summary>
    private static string Text(string markdown) => string.Join('\n', Blocks(Markdown.Parse(markdown, Pipeline)));

    private static IEnumerable<string> Blocks(ContainerBlock container) => container.SelectMany(block => block switch
    {
        Table table => table.Cast<TableRow>().Select(row => string.Join(' ', row.Cast<TableCell>().SelectMany(Blocks))),
        ContainerBlock inner => Blocks(inner),
        LeafBlock { Inline: { } inline } => [Inlines(inline)],
        LeafBlock leaf => [leaf.Lines.ToString()],
        _ => [],
    });

    private static string Inlines(ContainerInline container) => string.Concat(container.Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        ContainerInline inner => Inlines(inner),
        _ => inline.ToString(),
    }));
}
