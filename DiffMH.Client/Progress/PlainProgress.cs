using DiffMH.Client.Reports;

namespace DiffMH.Client.Progress;

/// <summary>Lines of plain text, for pipes and log files: never an escape character.</summary>
/// <param name="output">Where to.</param>
/// <param name="isVerbose">Whether every point at work has a line of its own, with what is conspicuous.</param>
public sealed class PlainProgress(TextWriter output, bool isVerbose = false) : IProgressDisplay
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public void Say(string text) => output.WriteLine(text);

    /// <inheritdoc/>
    public Task<SweepStatus> Show(WatchedSweep sweep, Func<Action<SweepStatus, Pace>, Task<SweepStatus>> watch)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(watch);
        var next = First;
        return watch((status, pace) =>
        {
            if (pace.Elapsed < next)
            {
                return;
            }

            foreach (var line in isVerbose ? Lines(sweep, status, pace) : [Line(status, pace)])
            {
                output.WriteLine(Clean(line));
            }

            output.Flush();
            next = pace.Elapsed + Between;
        });
    }

    private static string Line(SweepStatus status, Pace pace)
    {
        const int shown = 2;
        return string.Join("; ", status.Running.Take(shown).Select(Point).Prepend(ProgressText.Of(status, pace)));
    }

    private static IEnumerable<string> Lines(WatchedSweep sweep, SweepStatus status, Pace pace)
    {
        var points = status.Running.Select(point => $"  {Point(point)}");
        var remarks = RemarkGroup.Of(
            from point in status.Running
            from remark in Diagnosis.OfDoubt(sweep.Doubt(sweep.Frozen.Points[point.Point])).Concat(Diagnosis.Of(point))
            select (point.Point, remark));
        return points.Concat(remarks.Select(group => $"  ! {group.Text(status.Points)}")).Prepend(ProgressText.Of(status, pace));
    }

    private static string Point(PointStatus point) => $"point {point.Point}: {string.Join(", ", ProgressText.Numbers(point).Prepend(ProgressText.Place(point)))}";

    /// <summary>Names are the user's and the plugin's, and may hold what a terminal would obey.</summary>
    private static string Clean(string line) => string.Concat(line.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
