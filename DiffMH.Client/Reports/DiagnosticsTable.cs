using System.Globalization;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>How the chains behaved, one row for each point.</summary>
internal static class DiagnosticsTable
{
    /// <summary>The table.</summary>
    public static TextTable Of(IEnumerable<PointSummary> points)
    {
        var table = new TextTable("point", "acceptance", "recoupling mean", "unrecoupled", "least ess", "largest r_hat_split");
        foreach (var point in points.Where(point => point.Diagnostics is not null))
        {
            var found = point.Diagnostics!;
            table.Add($"{point.Point}", Show(found.Acceptance), Show(found.RecouplingMean), Show(found.UnrecoupledFraction), Show(Finite(found.Ess).Min()), Show(Finite(found.RHatSplit).Max()));
        }

        return table;
    }

    private static IEnumerable<double> Finite(OrderedDictionary<string, double> values) => values.Values.Where(double.IsFinite).DefaultIfEmpty(double.NaN);

    private static string Show(double value) => double.IsNaN(value) ? "–" : value.ToString("G4", CultureInfo.InvariantCulture);
}
