namespace DiffMH.Client.Progress.Live;

/// <summary>Asks for what the statuses of a sweep do not say: who computes, the states of all points, results of those that have ended, and curves from before.</summary>
/// <remarks>Little at a time and only of what is on the screen: a sweep may have many thousand points, and silos have other work.</remarks>
/// <param name="board">What is shown.</param>
/// <param name="sweep">Whom to ask.</param>
/// <param name="time">The clock.</param>
internal sealed class BoardFeed(SweepBoard board, WatchedSweep sweep, TimeProvider time)
{
    private const int PointsAtOnce = 1000;
    private const int ResultsAtOnce = 8;
    private const int MostChunks = 24;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Asks every second until it is asked to stop. What cannot be had now is asked again: that the sweep is there is the watch's to tell.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Ask(stop);
            }
            catch (Exception)
            {
                // The cluster may be restarting, or may not know who is in it yet; or nobody wants the answer any more.
            }

            await Task.Delay(Between, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Ask(CancellationToken stop)
    {
        for (var first = 0; first < board.Points.Length; first += PointsAtOnce)
        {
            var states = await sweep.Sweep.Points(first, PointsAtOnce).WaitAsync(stop);
            lock (board.Gate)
            {
                board.Take(states);
            }
        }

        foreach (var point in Wanted(point => point.HasEnded && !point.IsFinal).Take(ResultsAtOnce))
        {
            var result = await sweep.Sweep.Result(point.Index).WaitAsync(stop);
            lock (board.Gate)
            {
                board.Take(result);
            }
        }

        foreach (var point in Wanted(HasUnseenPast).Take(1))
        {
            await Recall(point, stop);
        }

        if (await sweep.Workforce().WaitAsync(stop) is { } workforce && workforce != board.Workforce)
        {
            lock (board.Gate)
            {
                board.Take(workforce);
            }
        }
    }

    private static bool HasUnseenPast(PointView point) =>
        !point.HasPast && point.IsOptimized && point.Status.Iteration > 1 && !(point.History.First <= TraceBlock.ChunkIterations / 2);

    /// <summary>Reads some chunks of the trace, evenly chosen.</summary>
    private async Task Recall(PointView point, CancellationToken stop)
    {
        var chunks = (point.Status.Iteration + TraceBlock.ChunkIterations - 1) / TraceBlock.ChunkIterations;
        var step = Math.Max(1, (chunks + MostChunks - 1) / MostChunks);
        var past = new List<(int Iteration, double Objective)>();
        for (var chunk = 0; chunk < chunks; chunk += step)
        {
            var block = await sweep.Sweep.Trace(point.Index, chunk).WaitAsync(stop);
            past.AddRange(Means(block));
        }

        lock (board.Gate)
        {
            board.Take(point, past.Where(mean => mean.Iteration < point.Status.Iterations));
            point.HasPast = true;   // only now: what fails half-way is asked again
        }
    }

    private static IEnumerable<(int Iteration, double Objective)> Means(TraceBlock block) =>
        Enumerable.Range(0, block.Rows)
            .GroupBy(row => block.Iterations[row], row => block.Row(row)[block.Parameters])
            .Select(rows => (rows.Key, rows.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average()));

    private List<PointView> Wanted(Func<PointView, bool> isWanted)
    {
        lock (board.Gate)
        {
            return [.. board.Show(board.Room).Where(isWanted)];
        }
    }
}
