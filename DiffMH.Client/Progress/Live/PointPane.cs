using System.Globalization;
using DiffMH.Client.Formatting;

namespace DiffMH.Client.Progress.Live;

/// <summary>The only point of a sweep: its numbers under each other, and the objective as a curve.</summary>
internal static class PointPane
{
    private const int Highest = 10;
    private const int Lowest = 3;
    private const int Widest = 120;
    private const int LabelWidth = 10;
    private const int MostParameters = 8;

    /// <summary>The pane.</summary>
    /// <param name="board">What is known.</param>
    /// <param name="point">The point.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Lines.</param>
    public static List<ScreenLine> Draw(SweepBoard board, PointView point, int width, int height)
    {
        var facts = Facts(point).ToArray();
        var column = facts.Select(fact => ScreenLine.WidthOf(fact.Name)).Max() + 2;
        List<ScreenLine> lines = [.. facts.Select(fact => ScreenLine.Of(fact.Name, Ink.Faint).To(column).Add(fact.Value))];
        lines.AddRange(ScreenText.Flow((board.IsVerbose ? PointFacts.Chains(point) : []).Select(fact => ScreenLine.Of(fact, Ink.Faint)), width));
        var room = Math.Min(Highest, height - lines.Count - 2);
        if (point.History.Count > 1 && room >= Lowest)
        {
            lines.Add(ScreenLine.Empty);
            lines.AddRange(Chart(point, Math.Min(width, Widest), room));
        }

        return lines;
    }

    private static IEnumerable<(string Name, ScreenLine Value)> Facts(PointView point)
    {
        var status = point.Status;
        yield return (point.IsOptimized ? "iteration" : "progress", PointFacts.Place(point));
        var parameters = status.Parameters.IsDefault ? [] : status.Parameters;
        foreach (var (i, parameter) in parameters.Take(MostParameters).Index())
        {
            yield return (parameter.Name, ScreenLine.Of(PointFacts.Parameter(point, i)));
        }

        if (parameters.Length > MostParameters)
        {
            yield return ("", ScreenLine.Of($"and {parameters.Length - MostParameters} more parameters", Ink.Faint));
        }

        if (status.Objective is { } objective)
        {
            yield return (objective.Name, ScreenLine.Of(PointFacts.Objective(point)));
            var signal = point.Signal is null ? ScreenLine.Empty : ScreenLine.Of("   signal ", Ink.Faint).Add(PointFacts.Signal(point));
            yield return (status.Gradient.Length == 1 ? $"d/d{status.Gradient[0].Name}" : "gradient", ScreenLine.Of(PointFacts.Gradient(point)).Add(signal));
        }
    }

    private static IEnumerable<ScreenLine> Chart(PointView point, int width, int height)
    {
        var values = point.History.Even();
        var curve = BrailleChart.Draw(values, width - LabelWidth, height);
        yield return ScreenLine.Of($"{point.Status.Objective?.Name ?? "objective"}, iterations {point.History.First + 1} to {point.History.Last + 1}", Ink.Faint);
        for (var i = 0; i < height; i++)
        {
            var label = i == 0 ? Label(values.Max()) : i == height - 1 ? Label(values.Min()) : "";
            yield return ScreenLine.Of(label.PadLeft(LabelWidth - 1), Ink.Faint).To(LabelWidth).Add(curve[i], Ink.Curve);
        }
    }

    private static string Label(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
