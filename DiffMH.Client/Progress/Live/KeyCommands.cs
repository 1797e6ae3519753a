namespace DiffMH.Client.Progress.Live;

/// <summary>What each key does.</summary>
/// <param name="board">What is shown.</param>
/// <param name="sweep">What it is done to.</param>
internal sealed class KeyCommands(SweepBoard board, WatchedSweep sweep)
{
    private Task acting = Task.CompletedTask;

    /// <summary>Does what a key says, if anything.</summary>
    /// <returns>Whether it says anything.</returns>
    public bool Press(ConsoleKeyInfo key)
    {
        var action = Of(key);
        if (action is not null && acting.IsCompleted)
        {
            board.Notify(null);
        }

        action?.Invoke();
        return action is not null;
    }

    private Action? Of(ConsoleKeyInfo key) => (key.Key, key.KeyChar) switch
    {
        (_, '?' or 'h') => () => board.IsHelping = !board.IsHelping,
        (ConsoleKey.Escape, _) => () => board.IsHelping = false,
        (_, 's' or 'S') => board.Reorder,
        (_, 'v' or 'V') => () => board.IsVerbose = !board.IsVerbose,
        (_, 'p' or 'P') => PauseOrResume,
        (_, 'q' or 'Q') => sweep.Leave,
        (_, 'd' or 'D') => Detach,
        (ConsoleKey.UpArrow, _) or (_, 'k') => () => board.Scroll(-1),
        (ConsoleKey.DownArrow, _) or (_, 'j') => () => board.Scroll(1),
        (ConsoleKey.PageUp, _) => () => board.Scroll(-board.Room),
        (ConsoleKey.PageDown, _) or (_, ' ') => () => board.Scroll(board.Room),
        (ConsoleKey.Home, _) => () => board.Scroll(long.MinValue / 2),
        (ConsoleKey.End, _) => () => board.Scroll(long.MaxValue / 2),
        _ => null,
    };

    private void Detach()
    {
        if (sweep.IsOfThisProcess)
        {
            board.Notify("it is computed in this process: q pauses it and leaves");
            return;
        }

        sweep.Leave();
    }

    private void PauseOrResume()
    {
        if (acting.IsCompleted)
        {
            acting = board.IsPaused ? Act("resuming", sweep.Resume) : Act("pausing at a commit", sweep.Sweep.Pause);
        }
    }

    /// <summary>Says what is being done until it is done; a failure is said as well and ends nothing.</summary>
    private async Task Act(string what, Func<Task> act)
    {
        board.Notify(what);
        string? outcome = null;
        try
        {
            await act().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        catch (Exception problem)
        {
            outcome = $"{what} did not work: {problem.Message}";
        }

        lock (board.Gate)
        {
            board.Notify(outcome);
        }
    }
}
