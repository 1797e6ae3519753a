using DiffMH.Client.Progress.Live;
using Spectre.Console;

namespace DiffMH.Client.Progress;

/// <summary>A screen of its own that is redrawn in place and listens to keys, for terminals.</summary>
/// <param name="screen">The terminal.</param>
/// <param name="keyboard">Its keys.</param>
/// <param name="time">The clock.</param>
/// <param name="isVerbose">Whether more of each point is shown from the start.</param>
public sealed class LiveProgress(IAnsiConsole screen, IKeyboard keyboard, TimeProvider time, bool isVerbose = false) : IProgressDisplay
{
    /// <summary>A sweep that ends sooner never gets a screen: it would only flash.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.4);

    /// <summary>How soon a key is answered.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>A column stays free: what is written into the last one, some terminals wrap.</summary>
    private int Width => Math.Max(1, screen.Profile.Width - 1);

    /// <inheritdoc/>
    public void Say(string text) => screen.WriteLine(text);

    /// <inheritdoc/>
    public async Task<SweepStatus> Show(WatchedSweep sweep, Func<Action<SweepStatus, Pace>, Task<SweepStatus>> watch)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(watch);
        var board = new SweepBoard(sweep.Frozen, sweep.IsOfThisProcess, sweep.Doubt) { HasKeys = keyboard.HasKeys, IsVerbose = isVerbose };
        var layout = new ScreenLayout();
        using var end = new CancellationTokenSource();
        using var page = new ScreenPage(screen);
        var drawing = Draw(page, layout, board, new KeyCommands(board, sweep), end.Token);
        var feeding = new BoardFeed(board, sweep, time).Run(end.Token);
        try
        {
            return await watch((status, pace) =>
            {
                lock (board.Gate)
                {
                    board.Take(status, pace);
                }
            });
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(drawing, feeding);
            var wasSeen = page.IsOpen;
            page.Close();
            if (wasSeen && board.Status?.State is not (RunState.Completed or RunState.Failed))
            {
                // Where no results follow, the last numbers stay to be read.
                page.Keep(layout.Farewell(board, Width), Width);
            }
        }
    }

    private async Task Draw(ScreenPage page, ScreenLayout layout, SweepBoard board, KeyCommands commands, CancellationToken end)
    {
        var start = time.GetTimestamp();
        (int, int, int) drawn = default;
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(Between, time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (board.Status is null || time.GetElapsedTime(start) < Patience || !keyboard.IsOurs)
            {
                continue;
            }

            lock (board.Gate)
            {
                var isPressed = Press(commands);
                var now = (board.Version, screen.Profile.Width, screen.Profile.Height);
                if (isPressed || !page.IsOpen || now != drawn)
                {
                    drawn = now;
                    page.Draw(layout.Draw(board, Width, screen.Profile.Height), Width);
                }
            }
        }
    }

    private bool Press(KeyCommands commands)
    {
        var isPressed = false;
        while (keyboard.Next() is { } key)
        {
            isPressed |= commands.Press(key);
        }

        return isPressed;
    }
}
