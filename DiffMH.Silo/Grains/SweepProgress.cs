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

    private readonly byte[] states = stored.State.Points.Length == points ? [.. stored.State.Points] : new byte[points];
    private Task storing = Task.CompletedTask;
    private bool isStored = true;

    /// <summary>How many points there are.</summary>
    public int Points => states.Length;

    /// <summary>How many are done.</summary>
    public int Completed => states.AsSpan().Count(CompletedMark);

    /// <summary>How many failed.</summary>
    public int Failed => states.AsSpan().Count(FailedMark);

    /// <summary>Whether every point has ended.</summary>
    public bool IsEnded => !states.AsSpan().Contains(Waiting);

    /// <summary>Whether all of this is in the store.</summary>
    public bool IsStored => isStored;

    /// <summary>What the user wants.</summary>
    public SweepWish Wish { get; private set; } = stored.State.Wish;

    /// <summary>How long the sweep was at work.</summary>
    public double WorkSeconds { get; private set; } = stored.State.WorkSeconds;

    /// <summary>Completed or failed; queued for a point that has not ended, at work or not.</summary>
    public RunState this[int point] => StateOf(states[point]);

    /// <summary>What the stored byte of a point says.</summary>
    public static RunState StateOf(byte mark) => mark switch
    {
        CompletedMark => RunState.Completed,
        FailedMark => RunState.Failed,
        _ => RunState.Queued,
    };

    /// <summary>Notes that a point has ended.</summary>
    public void End(int point, bool isFailed)
    {
        states[point] = isFailed ? FailedMark : CompletedMark;
        isStored = false;
    }

    /// <summary>Has failed points be asked again.</summary>
    public void ForgetFailures() => states.AsSpan().Replace(FailedMark, Waiting);

    /// <summary>Adds time at work.</summary>
    public void Worked(TimeSpan time)
    {
        WorkSeconds += time.TotalSeconds;
        isStored = false;
    }

    /// <summary>Stores what the user wants; where that fails, the wish is what it was.</summary>
    public async Task Want(SweepWish wish)
    {
        var before = Wish;
        isStored &= wish == Wish;
        Wish = wish;
        try
        {
            await Store();
        }
        catch
        {
            Wish = before;
            throw;
        }
    }

    /// <summary>Stores what has changed; one write at a time, though calls interleave.</summary>
    public Task Store() => storing = StoreAfter(storing);

    private async Task StoreAfter(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (isStored)
        {
            return;
        }

        isStored = true;
        stored.State = new StoredProgress { Points = [.. states], Wish = Wish, WorkSeconds = WorkSeconds };
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
