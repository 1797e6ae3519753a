using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>What still moved at each point and how far its gradient stands out from noise, one row each.</summary>
internal static class ConvergenceTable
{
    /// <summary>The table; null where no point says anything of it.</summary>
    /// <param name="points">The points.</param>
    /// <param name="curve">A point's objective along its iterations, drawn; null to leave curves out.</param>
    public static TextTable? Of(IReadOnlyList<PointSummary> points, Func<PointSummary, string>? curve = null)
    {
        PointSummary[] known = [.. points.Where(point => point.Gradient.Count > 0)];
        if (known.Length == 0)
        {
            return null;
        }

        var columns = Columns(known, curve).ToArray();
        var table = new TextTable([.. columns.Select(column => column.Heading)]);
        foreach (var point in known)
        {
            table.Add([.. columns.Select(column => column.Cell(point))]);
        }

        return table;
    }

    private static IEnumerable<(string Heading, Func<PointSummary, string> Cell)> Columns(PointSummary[] points, Func<PointSummary, string>? curve)
    {
        yield return ("point", point => $"{point.Point}");
        if (points.Any(point => point.Convergence is not null))
        {
            var parameters = points.SelectMany(point => point.Parameters.Keys).Distinct().ToArray();
            var drift = parameters is [var only] ? $"drift of {only}" : "largest drift";
            yield return (drift, point => Show(Drift(point), parameters.Length > 1));
            yield return ("in errors", point => Drift(point) is { } part ? PointNumbers.Errors(part.Value, part.Error) : "");
            yield return ("drift of objective", point => point.Convergence is { } found ? PointNumbers.Of(found.ObjectiveDrift) : "");
            yield return ("in errors", point => point.Convergence is { } found ? PointNumbers.Errors(found.ObjectiveDrift.Value, found.ObjectiveDrift.Mcse) : "");
        }

        var components = points.SelectMany(point => point.Gradient.Keys).Distinct().ToArray();
        yield return (components is [var one] ? $"gradient d/d{one}" : "largest gradient", point => Show(Gradient(point), components.Length > 1));
        yield return ("in errors", point => Gradient(point) is { } part ? PointNumbers.Errors(part.Value, part.Error) : "");
        if (curve is not null && points.Any(point => point.Convergence is not null))
        {
            yield return ("objective from the first iteration to the last", curve);
        }
    }

    private static (string Name, double Value, double Error)? Drift(PointSummary point) =>
        PointNumbers.Strongest((point.Convergence?.Drift ?? []).Select(part => (part.Key, part.Value.Value, part.Value.Mcse)));

    private static (string Name, double Value, double Error)? Gradient(PointSummary point) =>
        PointNumbers.Strongest(point.Gradient.Select(part => (part.Key, part.Value.Value, part.Value.Mcse)));

    private static string Show((string Name, double Value, double Error)? part, bool isNamed) =>
        part is not { } known ? "" : $"{(isNamed ? $"{known.Name}: " : "")}{ValueWithError.Format(known.Value, known.Error)}";
}
