using DiffMH.Silo.Grains.Stored;

namespace DiffMH.Silo.Grains;

/// <summary>What is known of a sweep's points without asking them: those at work as they last answered, the others by the sweep's progress.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="progress">How far the points are.</param>
/// <param name="isKept">Whether it goes on by itself within seconds where nothing is at work though its user wants it to, see <see cref="Hosting.SweepKeeper"/>.</param>
internal sealed class FollowedPoints(FrozenSweep sweep, SweepProgress progress, bool isKept)
{
    private readonly SortedDictionary<int, PointStatus> latest = [];

    /// <summary>
    /// What an unfinished sweep is of which nothing is at work. One that is wished to work is about to, as after the loss of its silo: whoever
    /// reads that it was paused would wait for a user who never comes. Where nobody keeps it at work, it goes on only when a user has it:
    /// whoever reads that it runs would wait for an end that never comes.
    /// </summary>
    private RunState Resting => progress.Wish switch
    {
        SweepWish.Cancel => RunState.Cancelled,
        SweepWish.Pause => RunState.Paused,
        _ when !isKept => RunState.Paused,
        _ => progress.WorkSeconds > 0 || progress.Completed + progress.Failed > 0 ? RunState.Running : RunState.Queued,
    };

    /// <summary>Why some of them wait.</summary>
    public Obstacles Obstacles { get; } = new();

    /// <summary>Those that wait for a plugin.</summary>
    public AwaitingPoints Awaiting { get; } = new(sweep);

    /// <summary>The points whose grains are at work, or were paused and may not have left memory yet.</summary>
    public IEnumerable<int> All => latest.Keys;

    /// <summary>Whether the point's grain may know more than the store.</summary>
    public bool Has(int point) => latest.ContainsKey(point);

    /// <summary>Whether the point is neither at its end nor followed.</summary>
    public bool IsWaiting(int point) => progress[point] == RunState.Queued && !Has(point);

    /// <summary>How far a point is.</summary>
    public PointStatus Status(int point) => latest.TryGetValue(point, out var status) ? status
        : PointStatus.Bare(point, IsWaiting(point) && Awaiting.Concerns(point) ? RunState.WaitingForPlugin : progress[point]) with { Failure = progress.Loss(point) };

    /// <summary>How far the sweep is.</summary>
    /// <param name="isWorking">Whether it is at work.</param>
    public SweepStatus Status(bool isWorking)
    {
        var (completed, failed) = (progress.Completed, progress.Failed);
        var state = isWorking ? RunState.Running
            : !progress.IsEnded ? Resting
            : failed > 0 ? RunState.Failed : RunState.Completed;
        var done = completed + failed + latest.Values.Sum(Share);
        return new(
            sweep.Id,
            sweep.Name,
            state,
            progress.Points,
            completed,
            failed,
            done / Math.Max(1, progress.Points),
            [.. latest.Values.Where(status => isWorking && status.State == RunState.Running)],
            progress.WorkSeconds,
            isWorking ? Obstacles.First : null,
            progress.Lost,
            progress.Priority);
    }

    /// <summary>Begins to follow a point.</summary>
    public void Add(int point) => latest.TryAdd(point, PointStatus.Bare(point, RunState.Queued));

    /// <summary>Takes what a point answered: whether it has ended.</summary>
    public bool Take(PointStatus status)
    {
        latest[status.Point] = status;
        var hasEnded = status.State is RunState.Completed or RunState.Failed;
        if (hasEnded)
        {
            progress.End(status);
            latest.Remove(status.Point);
        }

        return hasEnded;
    }

    /// <summary>Gives a point up although its own grain knows of no failure.</summary>
    public void Lose(int point, Exception exception)
    {
        progress.Lose(point, Failure.From(exception));
        latest.Remove(point);
    }

    private double Share(PointStatus status)
    {
        var passes = sweep.Points[status.Point].Mode == SweepMode.Optimize ? status.Iterations + 1 : 1;
        return Math.Min(1, (status.Iteration + (status.Lanes == 0 ? 0 : (double)status.LanesDone / status.Lanes)) / passes);
    }
}
