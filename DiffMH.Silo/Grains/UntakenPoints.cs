namespace DiffMH.Silo.Grains;

/// <summary>The points of a sweep that are still to be taken up, in their order.</summary>
/// <param name="progress">How far the points are.</param>
internal sealed class UntakenPoints(SweepProgress progress)
{
    private readonly HashSet<int> taken = [];
    private int next;

    /// <summary>How many there are at most: those behind the last one that was taken.</summary>
    public int Most => progress.Points - next;

    /// <summary>Takes the next one up, where there is one.</summary>
    /// <param name="awaiting">Those that wait for a plugin: what needs the same is left out.</param>
    /// <param name="point">The one taken.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(AwaitingPoints awaiting, out int point)
    {
        while (next < progress.Points && (progress[next] != RunState.Queued || taken.Contains(next) || awaiting.Concerns(next)))
        {
            next++;
        }

        point = next;
        if (point == progress.Points)
        {
            return false;
        }

        next++;
        return taken.Add(point);
    }

    /// <summary>Looks again at those that were left out.</summary>
    public void LookAgain() => next = 0;

    /// <summary>Has points taken up once more.</summary>
    public void Return(IEnumerable<int> points)
    {
        taken.ExceptWith(points);
        next = 0;
    }

    /// <summary>Nobody has taken any.</summary>
    public void Clear()
    {
        taken.Clear();
        next = 0;
    }
}
