using DiffMH.Silo.Grains.Stored;

namespace DiffMH.Silo.Grains;

/// <summary>How far the points of a sweep are and what is wished of it: one byte for a point, so that sweeps of many thousand stay cheap.</summary>
/// <param name="stored">As it is stored.</param>
/// <param name="points">How many points there are.</param>
internal sealed class SweepProgress(IPersistentState<StoredProgress> stored, int points)
{
    private const byte Waiting = 0;
    private const byte CompletedMark = 1;
    private const byte FailedMark = 2;
    private const byte LostMark = 3;
    private const byte PartialMark = 4;
    private const byte AgainMark = 5;

    private readonly byte[] states = stored.State.Points.Length == points ? [.. stored.State.Points] : new byte[points];
    private readonly SortedDictionary<int, Failure> losses = new(stored.State.Losses ?? []);
    private Task storing = Task.CompletedTask;
    private bool isStored = true;

    /// <summary>How many points there are.</summary>
    public int Points => states.Length;

    /// <summary>How many are done.</summary>
    public int Completed => states.AsSpan().Count(CompletedMark) + states.AsSpan().Count(PartialMark);

    /// <summary>How many failed, lost ones included.</summary>
    public int Failed => states.AsSpan().Count(FailedMark) + Lost;

    /// <summary>How many of them were lost.</summary>
    public int Lost => states.AsSpan().Count(LostMark);

    /// <summary>Whether every point has ended.</summary>
    public bool IsEnded => !states.AsSpan().ContainsAny(Waiting, AgainMark);

    /// <summary>Whether all of this is in the store.</summary>
    public bool IsStored => isStored;

    /// <summary>What the user wants.</summary>
    public SweepWish Wish { get; private set; } = stored.State.Wish;

    /// <summary>How much the sweep matters beside others.</summary>
    public SweepPriority Priority { get; private set; } = stored.State.Priority;

    /// <summary>How long the sweep was at work.</summary>
    public double WorkSeconds { get; private set; } = stored.State.WorkSeconds;

    /// <summary>Completed, failed or lost; queued for a point that has not ended, at work or not.</summary>
    public RunState this[int point] => StateOf(states[point]);

    /// <summary>What the stored byte of a point says.</summary>
    public static RunState StateOf(byte mark) => mark switch
    {
        CompletedMark or PartialMark => RunState.Completed,
        FailedMark => RunState.Failed,
        LostMark => RunState.Lost,
        _ => RunState.Queued,
    };

    /// <summary>Why a point was lost; null where it was not.</summary>
    public Failure? Loss(int point) => losses.GetValueOrDefault(point);

    /// <summary>Whether a point's failures are to be forgotten before it is at work again.</summary>
    public bool IsToRetry(int point) => states[point] == AgainMark;

    /// <summary>Notes that a point has ended.</summary>
    public void End(PointStatus status) =>
        Mark(status.Point, status.State == RunState.Failed ? FailedMark : status.Failure is null ? CompletedMark : PartialMark);

    /// <summary>Notes that a point is given up by no fault of its own.</summary>
    public void Lose(int point, Failure failure)
    {
        losses[point] = failure with { Stack = "" };   // stored with the progress, maybe for thousands of points
        Mark(point, LostMark);
    }

    /// <summary>Notes that the failures of a point are forgotten: it is to be run.</summary>
    public void Retried(int point) => Mark(point, Waiting);

    /// <summary>The points that a retry would have run again.</summary>
    /// <param name="only">Which, see <see cref="ISweepGrain.Retry"/>.</param>
    public IReadOnlyList<int> ToRetry(RunState? only) => [.. Enumerable.Range(0, Points).Where(point => states[point] switch
    {
        FailedMark or PartialMark => only is null or RunState.Failed,
        LostMark => only is null or RunState.Lost,
        _ => false,
    })];

    /// <summary>Has points run again, and stores that; where that fails, they have ended as they had.</summary>
    /// <param name="points">Which, of <see cref="ToRetry"/>.</param>
    public async Task Retry(IEnumerable<int> points)
    {
        var before = points.Select(point => (Point: point, Mark: states[point], Loss: Loss(point))).ToArray();
        foreach (var (point, _, _) in before)
        {
            losses.Remove(point);
            Mark(point, AgainMark);
        }

        try
        {
            await Store();
        }
        catch
        {
            Restore(before.Where(entry => IsToRetry(entry.Point)));   // others are at work already
            throw;
        }
    }

    /// <summary>Adds time at work.</summary>
    public void Worked(TimeSpan time)
    {
        WorkSeconds += time.TotalSeconds;
        isStored = false;
    }

    /// <summary>Stores what the user wants; where that fails, the wish is what it was.</summary>
    /// <param name="wish">What is to become of the sweep.</param>
    /// <param name="priority">How much it matters; null as before.</param>
    public async Task Want(SweepWish wish, SweepPriority? priority = null)
    {
        var before = (Wish, Priority);
        (Wish, Priority) = (wish, priority ?? Priority);
        isStored &= (Wish, Priority) == before;
        try
        {
            await Store();
        }
        catch
        {
            // What another call has changed meanwhile is that one's, and so is what becomes of it.
            Wish = wish != before.Wish && Wish == wish ? before.Wish : Wish;
            Priority = priority is { } mine && Priority == mine ? before.Priority : Priority;
            throw;
        }
    }

    /// <summary>Stores what has changed; one write at a time, though calls interleave.</summary>
    public Task Store() => storing = StoreAfter(storing);

    private void Restore(IEnumerable<(int Point, byte Mark, Failure? Loss)> ended)
    {
        foreach (var (point, mark, loss) in ended)
        {
            Mark(point, mark);
            if (loss is not null)
            {
                losses[point] = loss;
            }
        }
    }

    private void Mark(int point, byte mark)
    {
        states[point] = mark;
        isStored = false;
    }

    private async Task StoreAfter(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (isStored)
        {
            return;
        }

        isStored = true;
        stored.State = new StoredProgress { Points = [.. states], Wish = Wish, WorkSeconds = WorkSeconds, Losses = losses.Count == 0 ? null : new(losses), Priority = Priority };
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            isStored = false;
            throw;
        }
    }
}
