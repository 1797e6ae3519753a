namespace DiffMH.Client.Progress;

/// <summary>Lines of plain text, for pipes and log files: never an escape character.</summary>
/// <param name="output">Where to.</param>
public sealed class PlainProgress(TextWriter output) : IProgressDisplay
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public void Say(string text) => output.WriteLine(text);

    /// <inheritdoc/>
    public Task<SweepStatus> Show(Func<Action<SweepStatus, Pace>, Task<SweepStatus>> watch)
    {
        ArgumentNullException.ThrowIfNull(watch);
        var next = First;
        return watch((status, pace) =>
        {
            if (pace.Elapsed < next)
            {
                return;
            }

            output.WriteLine(Line(status, pace));
            output.Flush();
            next = pace.Elapsed + Between;
        });
    }

    private static string Line(SweepStatus status, Pace pace)
    {
        const int shown = 2;
        var points = status.Running.Take(shown).Select(point => $"point {point.Point}: {string.Join(", ", ProgressText.Numbers(point).Prepend(ProgressText.Place(point)))}");
        return string.Join("; ", points.Prepend(ProgressText.Of(status, pace)));
    }
}
