using Spectre.Console;
using Spectre.Console.Rendering;

namespace DiffMH.Client.Progress;

/// <summary>A small screen that is redrawn in place, for terminals.</summary>
/// <param name="screen">The terminal.</param>
public sealed class LiveProgress(IAnsiConsole screen) : IProgressDisplay
{
    private const int LinesAround = 4;

    /// <inheritdoc/>
    public void Say(string text) => screen.WriteLine(text);

    /// <inheritdoc/>
    public Task<SweepStatus> Show(Func<Action<SweepStatus, Pace>, Task<SweepStatus>> watch)
    {
        ArgumentNullException.ThrowIfNull(watch);
        return screen.Live(new Text("waiting for the first iteration"))
            .AutoClear(true)
            .StartAsync(live => watch((status, pace) => live.UpdateTarget(Draw(status, pace))));
    }

    private Rows Draw(SweepStatus status, Pace pace)
    {
        // Text, not Markup: names come from sweep files and plugins and may hold brackets.
        var lines = new List<IRenderable> { new Text($"{status.Name}  {Bar(status.Progress)}  {ProgressText.Of(status, pace)}") };
        var room = Math.Max(1, screen.Profile.Height - LinesAround);
        var grid = new Grid().AddColumn().AddColumn().AddColumn();
        foreach (var point in status.Running.Take(room))
        {
            grid.AddRow(new Text($"point {point.Point}"), new Text(ProgressText.Place(point)), new Text(string.Join("   ", ProgressText.Numbers(point))));
        }

        lines.Add(grid);
        if (status.Running.Length > room)
        {
            lines.Add(new Text($"and {status.Running.Length - room} more at work"));
        }

        return new Rows(lines);
    }

    private static string Bar(double share)
    {
        const int width = 24;
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * width);
        return new string('━', full) + new string('╌', width - full);
    }
}
