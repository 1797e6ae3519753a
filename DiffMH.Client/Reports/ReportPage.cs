using System.Text;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary><c>report.md</c>: what was asked, what came out, what to think of it, what made it, how to make it again.</summary>
public static class ReportPage
{
    /// <summary>The page in Markdown.</summary>
    /// <param name="sweep">What was asked.</param>
    /// <param name="summary">What came out.</param>
    /// <param name="provenance">What computed it.</param>
    public static string Write(FrozenSweep sweep, SummaryDocument summary, Provenance provenance)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(provenance);
        var page = new StringBuilder();
        page.Append("# ").Append(sweep.Name).Append("\n\n");
        Asked(page, sweep);
        CameOut(page, summary);
        Diagnose(page, sweep, summary);
        MadeBy(page, sweep, summary, provenance);
        Again(page, sweep, summary);
        return page.ToString();
    }

    private static void Asked(StringBuilder page, FrozenSweep sweep)
    {
        page.Append("## What was asked\n\n");
        foreach (var (subject, text) in Questions.Of(sweep))
        {
            page.Append("- ").Append(subject).Append(": ").Append(text).Append('\n');
        }
    }

    private static void CameOut(StringBuilder page, SummaryDocument summary)
    {
        page.Append("\n## What came out\n\nOne standard error in parentheses, in units of the last digits: 2.3312(42) is 2.3312 ± 0.0042.\n\n");
        page.Append(ResultTable.Table(summary.Points).ToMarkdown());
        page.Append(summary.Points.Any(ResultTable.IsCutShort) ? "\n`stopped by` is the rule that ended the point, and after how many iterations.\n" : "");
        var moments = Moments(summary.Points);
        if (moments is not null)
        {
            page.Append("\nMeans of the observables there:\n\n").Append(moments.ToMarkdown());
        }

        if (page.ToString().Contains(ValueWithError.UnknownError, StringComparison.Ordinal))
        {
            page.Append('\n').Append(ResultTable.UnknownErrorNote).Append(".\n");
        }

        foreach (var failure in ResultTable.Failures(summary.Points))
        {
            page.Append("\n**").Append(failure).Append("**\n");
        }
    }

    private static TextTable? Moments(IReadOnlyList<PointSummary> points)
    {
        var names = points.SelectMany(point => point.Moments.Keys).Distinct().ToArray();
        if (names.Length == 0)
        {
            return null;
        }

        var table = new TextTable(["point", .. names]);
        foreach (var point in points)
        {
            table.Add([
                $"{point.Point}",
                .. names.Select(name => point.Moments.TryGetValue(name, out var moment) ? ValueWithError.Format(moment.Value, moment.Mcse) : "")]);
        }

        return table;
    }

    private static void Diagnose(StringBuilder page, FrozenSweep sweep, SummaryDocument summary)
    {
        page.Append("\n## Diagnostics\n\n");
        var table = new TextTable("point", "acceptance", "recoupling mean", "unrecoupled", "least ess", "largest r_hat_split");
        foreach (var point in summary.Points.Where(point => point.Diagnostics is not null))
        {
            var found = point.Diagnostics!;
            table.Add($"{point.Point}", Show(found.Acceptance), Show(found.RecouplingMean), Show(found.UnrecoupledFraction), Show(Least(found.Ess)), Show(-Least(found.RHatSplit, -1)));
        }

        page.Append(table.ToMarkdown()).Append('\n');
        var modes = sweep.Points.ToDictionary(point => point.Index, point => point.Mode);
        var remarks = summary.Points.SelectMany(point => Diagnosis.Of(point, modes[point.Point]).Select(remark => $"- point {point.Point}: {remark}\n")).ToArray();
        page.Append(remarks.Length > 0 ? string.Concat(remarks) : "Nothing conspicuous.\n");
    }

    private static void MadeBy(StringBuilder page, FrozenSweep sweep, SummaryDocument summary, Provenance provenance)
    {
        page.Append("\n## Where it comes from\n\n");
        page.Append($"- DiffMH {provenance.Diffmh} on {provenance.Runtime}, {provenance.Architecture}, {provenance.System}; math fingerprint {provenance.MathFingerprint}\n");
        foreach (var plugin in sweep.Plugins)
        {
            page.Append($"- plugin {plugin.Id} {plugin.Version}, sha256:{plugin.Hash}\n");
        }

        page.Append($"- sweep {sweep.Id}, seed {summary.Sweep.Seed}, {Durations.Format(TimeSpan.FromSeconds(summary.Sweep.WallSeconds))} at work\n");
        page.Append($"- digest {summary.Sweep.Digest}\n");
    }

    private static void Again(StringBuilder page, FrozenSweep sweep, SummaryDocument summary)
    {
        var byClock = summary.Points.Any(point => point.StoppedBy == StopReason.WallTime);
        var thin = sweep.Points[0].Output?.TraceThin ?? 1;
        page.Append("\n## How to make it again\n\nIn this folder, with the same plugins and the same kind of processor:\n\n");
        page.Append($"```\ndiffmh run {(byClock ? "replay.yaml" : "sweep.yaml")} --out again\n```\n\n");
        page.Append(byClock ? "The wall time ended points of this sweep; `replay.yaml` ends each after as many iterations, without a clock. " : "");
        page.Append("Equal digests mean equal results, to the bit. ").Append(thin == 1 ? "Every iteration" : $"One in {thin} iterations");
        page.Append(" of every replicate is in `trace.parquet`, every number above in `points.parquet` and `summary.json`.\n");
    }

    private static double Least(OrderedDictionary<string, double> values, int sign = 1) =>
        values.Values.Where(double.IsFinite).Select(value => sign * value).DefaultIfEmpty(double.NaN).Min();

    private static string Show(double value) => double.IsNaN(value) ? "–" : value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture);
}
