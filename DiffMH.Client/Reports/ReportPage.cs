using System.Globalization;
using System.Text;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary><c>report.md</c>: what was asked, what came out, what to think of it, what made it, how to make it again.</summary>
public static class ReportPage
{
    /// <summary>Longer tables nobody reads: they end here and say where the rest is.</summary>
    public const int MostRows = 50;

    private const int CurveWidth = 24;
    private const int MostValues = 12;

    /// <summary>The page in Markdown.</summary>
    /// <param name="sweep">What was asked.</param>
    /// <param name="summary">What came out.</param>
    /// <param name="provenance">What computed it.</param>
    /// <param name="sources">What else is known of it; null for nothing.</param>
    public static string Write(FrozenSweep sweep, SummaryDocument summary, Provenance provenance, ReportSources? sources = null)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(provenance);
        var known = sources ?? new();
        var page = new StringBuilder();
        page.Append("# ").Append(Markdown.Text(sweep.Name)).Append("\n\n").Append(Heading(summary)).Append('\n');
        Asked(page, sweep, known);
        CameOut(page, summary);
        Converged(page, sweep, summary, known);
        Diagnose(page, sweep, summary, known);
        MadeBy(page, sweep, summary, provenance);
        MakeAgain(page, sweep, summary, known);
        return page.ToString();
    }

    private static string Heading(SummaryDocument summary)
    {
        var (completed, failed) = (summary.Points.Count(point => point.State == RunState.Completed), summary.Points.Count(point => point.State is RunState.Failed or RunState.Lost));
        var points = summary.Points.Count == 1 ? "" : $" {Many(completed)} of {Many(summary.Points.Count)} points completed{(failed == 0 ? "" : $", {Many(failed)} failed")}.";
        var took = Durations.Format(TimeSpan.FromSeconds(summary.Sweep.WallSeconds));
        return $"{CultureInfo.InvariantCulture.TextInfo.ToTitleCase(ResultTable.StateName(summary.Sweep.State))} in {took}.{points}";
    }

    private static void Asked(StringBuilder page, FrozenSweep sweep, ReportSources known)
    {
        page.Append("\n## What was asked\n\n");
        foreach (var (subject, text) in Questions.Of(sweep, known.Density))
        {
            page.Append("- ").Append(subject).Append(": ").Append(Markdown.Text(text)).Append('\n');
        }

        var axes = SweepAxes.Of(sweep);
        if (axes.Paths.Length > 0)
        {
            var table = new TextTable("axis", "values", "different");
            foreach (var (axis, path) in axes.Paths.Index())
            {
                var values = axes.Values(axis);
                var shown = values.Count <= MostValues ? string.Join(", ", values) : $"{string.Join(", ", values.Take(MostValues - 1))}, …, {values[^1]}";
                table.Add(path, shown, Many(values.Count));
            }

            page.Append('\n').Append(table.ToMarkdown());
        }
    }

    private static void CameOut(StringBuilder page, SummaryDocument summary)
    {
        page.Append("\n## What came out\n\nOne standard error in parentheses, in units of the last digits: 2.3312(42) is 2.3312 ± 0.0042.\n\n");
        Table(page, ResultTable.Table(summary.Points));
        page.Append(summary.Points.Any(ResultTable.IsCutShort) ? "\n`stopped by` is the rule that ended the point, and after how many iterations.\n" : "");
        if (summary.Points.Count > MostRows && ExtremesTable.Of(summary.Points) is { } extremes)
        {
            page.Append("\nOver all points:\n\n").Append(extremes.ToMarkdown());
        }

        if (MomentTable.Of(summary.Points) is { } moments)
        {
            page.Append("\nMeans of the observables there:\n\n");
            Table(page, moments);
        }

        if (page.ToString().Contains(ValueWithError.UnknownError, StringComparison.Ordinal))
        {
            page.Append('\n').Append(ResultTable.UnknownErrorNote).Append(".\n");
        }
    }

    private static void Converged(StringBuilder page, FrozenSweep sweep, SummaryDocument summary, ReportSources known)
    {
        page.Append("\n## Convergence and noise\n\n");
        string Curve(PointSummary point) => known.Path(point.Point) is { Count: > 1 } path ? BrailleChart.Line(path, CurveWidth).Replace(' ', BrailleChart.NoDots) : "";
        if (ConvergenceTable.Of(summary.Points, Curve) is not { } table)
        {
            page.Append("Nothing is known yet.\n");
            return;
        }

        if (sweep.Points.Any(point => point.Mode == SweepMode.Optimize))
        {
            page.Append("A drift is by how much a straight line through the iterations that were averaged rises from their first to their last, mean and standard error over replicates. ")
                .Append("Within two errors of zero the result had settled as far as its noise lets one see. At an optimum inside the bounds the gradient is zero within its errors.\n\n");
        }
        else
        {
            page.Append("A gradient within two errors of zero is noise: only more draws, chains or replicates would tell its sign.\n\n");
        }

        Table(page, table);
    }

    private static void Diagnose(StringBuilder page, FrozenSweep sweep, SummaryDocument summary, ReportSources known)
    {
        page.Append("\n## Diagnostics\n\n");
        var doubts = sweep.Points.GroupBy(known.Doubt).Where(doubt => doubt.Key is not null).ToArray();
        foreach (var doubt in doubts)
        {
            var who = sweep.Points.Length == 1 ? "" : $"{RemarkGroup.Names([.. doubt.Select(point => point.Index).Order()])}: ";
            page.Append("- ").Append(Markdown.Text($"{who}{doubt.Key}.")).Append('\n');
        }

        var groups = RemarkGroup.Of(summary.Points);
        foreach (var group in groups)
        {
            page.Append("- ").Append(Markdown.Text(group.Text(summary.Points.Count))).Append('\n');
        }

        page.Append(groups.Count + doubts.Length > 0 ? "\n" : "Nothing conspicuous.\n\n");
        Table(page, DiagnosticsTable.Of(summary.Points));
    }

    private static void MadeBy(StringBuilder page, FrozenSweep sweep, SummaryDocument summary, Provenance provenance)
    {
        page.Append("\n## Where it comes from\n\n");
        page.Append($"- DiffMH {provenance.Diffmh} on {provenance.Runtime}, {provenance.Architecture}, {Markdown.Text(provenance.System)}; math fingerprint {provenance.MathFingerprint}\n");
        foreach (var plugin in sweep.Plugins)
        {
            page.Append($"- plugin {plugin.Id} {plugin.Version}, sha256:{plugin.Hash}\n");
        }

        foreach (var use in summary.Sweep.Kernels ?? [])
        {
            page.Append($"- kernel {use.Kernel} for {Many(use.Points)} {(use.Points == 1 ? "point" : "points")} of {use.Model}{Markdown.Text(use.Because is { } why ? $": {why}" : "")}\n");
        }

        page.Append($"- sweep {sweep.Id}, seed {summary.Sweep.Seed}, {Durations.Format(TimeSpan.FromSeconds(summary.Sweep.WallSeconds))} at work\n");
        page.Append($"- digest {summary.Sweep.Digest ?? "none: unfinished"}\n");
    }

    private static void MakeAgain(StringBuilder page, FrozenSweep sweep, SummaryDocument summary, ReportSources known)
    {
        var byClock = summary.Points.Any(point => point.StoppedBy == StopReason.WallTime);
        var byPilot = ReplayRecord.HasChoices(sweep);
        var thin = sweep.Points[0].Output?.TraceThin ?? 1;
        page.Append("\n## How to make it again\n\nIn this folder, with the plugins above and the same kind of processor:\n\n");
        page.Append("```\n").Append(known.Command(byClock || byPilot ? "replay.yaml" : "sweep.yaml")).Append("\n```\n\n");
        page.Append(byClock ? "The wall time ended points of this sweep; `replay.yaml` ends each after as many iterations, without a clock. " : "");
        page.Append(byPilot ? "Pilots chose settings of this sweep; `replay.yaml` has what they chose, which another version might choose otherwise. " : "");
        page.Append(summary.Sweep.Digest is { } digest ? $"Where it prints `digest {digest}`, the results are equal to the bit. " : "");
        page.Append(thin == 1 ? "Every iteration" : $"One in {thin} iterations");
        page.Append(" of every replicate is in `trace.parquet`, every number above in `points.parquet` and `summary.json`.\n");
    }

    /// <summary>A table, or its beginning and where the rest is.</summary>
    private static void Table(StringBuilder page, TextTable table)
    {
        page.Append(table.ToMarkdown(MostRows));
        if (table.Rows > MostRows)
        {
            page.Append($"\nThese are the first {MostRows} of {Many(table.Rows)} points; all of them are in `points.parquet`.\n");
        }
    }

    private static string Many(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
