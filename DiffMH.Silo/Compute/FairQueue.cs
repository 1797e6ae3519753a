namespace DiffMH.Silo.Compute;

/// <summary>Work that waits for the threads of a <see cref="ComputePool"/>, of which each sweep has its share, whoever came first and however long its pieces are.</summary>
/// <remarks>
/// A thread takes the work of the sweep whose virtual time is least, which is the time that threads have spent on it, divided by its
/// weight: start-time fair queueing, Goyal, Vin and Cheng 1997, IEEE/ACM Transactions on Networking 5, 690, with the cost of a piece
/// settled when it has ended. A sweep that comes, or comes back, begins at the least with what the one that has had least of those with
/// work has had by then: it is served next, and has no claim to the time before. (To begin where the one that was served last stands, pieces
/// in flight counted as long as the last was, had it wait for as long as those turned out shorter.) While two sweeps have work waiting, the
/// times they have had, by weight, differ by what the longest piece of each takes on each thread at most.
/// A piece that has begun is not interrupted; it returns after two seconds where the plugin's code does.
/// </remarks>
/// <param name="time">The clock.</param>
internal sealed class FairQueue(TimeProvider time)
{
    private readonly object gate = new();
    private readonly Dictionary<string, SweepQueue> sweeps = new(StringComparer.Ordinal);
    private readonly long start = time.GetTimestamp();
    private int waiting;
    private bool isComplete;

    /// <summary>How many pieces of work wait.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return waiting;
            }
        }
    }

    /// <summary>Of how many sweeps something is known: of those with work, and of those that have lately had more than their share.</summary>
    public int Sweeps
    {
        get
        {
            lock (gate)
            {
                return sweeps.Count;
            }
        }
    }

    private double Now => time.GetElapsedTime(start).TotalSeconds;

    /// <summary>Adds work behind that of its sweep.</summary>
    /// <returns>Whether it was taken: not after <see cref="Complete"/>.</returns>
    public bool TryAdd(PooledWork work)
    {
        lock (gate)
        {
            if (isComplete)
            {
                return false;
            }

            if (!sweeps.TryGetValue(work.Share.Sweep, out var sweep))
            {
                sweeps.Add(work.Share.Sweep, sweep = new());
            }

            var now = Now;
            sweep.Add(work, Present(now), now);
            waiting++;
            Monitor.Pulse(gate);
            return true;
        }
    }

    /// <summary>Waits for work, and takes that of the sweep whose turn it is. Whoever takes it says when it begins and when it has ended.</summary>
    /// <returns>Null where none is left and none will come.</returns>
    public PooledWork? Take()
    {
        lock (gate)
        {
            while (waiting == 0 && !isComplete)
            {
                Monitor.Wait(gate);
            }

            if (waiting == 0)
            {
                return null;
            }

            // Sweeps are some tens, and a piece takes milliseconds at the least: a heap would have to be put in order at each look, as time runs.
            var now = Now;
            var next = sweeps.Values.Where(sweep => sweep.IsWaiting).MinBy(sweep => sweep.VirtualTime(now))!;
            waiting--;
            return next.Take();
        }
    }

    /// <summary>Work that was taken begins to be computed: until now its thread has waited for others, which is no time of its sweep.</summary>
    public void Begin(PooledWork work)
    {
        lock (gate)
        {
            sweeps[work.Share.Sweep].Begin(work, Now);
        }
    }

    /// <summary>Work that was taken has ended, or its thread was given up.</summary>
    /// <param name="work">The work.</param>
    /// <param name="isTypical">Whether the next of the sweep may well take as long: not where nothing was computed, or it never ended.</param>
    public void End(PooledWork work, bool isTypical)
    {
        lock (gate)
        {
            var now = Now;
            sweeps[work.Share.Sweep].End(work, now, isTypical);
            Forget(now);
        }
    }

    /// <summary>Takes no more work; what waits is still to be taken.</summary>
    public void Complete()
    {
        lock (gate)
        {
            isComplete = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>The virtual time of the pool: where a sweep begins that has had no more.</summary>
    private double Present(double now)
    {
        var served = waiting > 0 ? sweeps.Values.Where(sweep => sweep.IsWaiting) : sweeps.Values.Where(sweep => sweep.IsActive);
        return served.Select(sweep => sweep.Used(now)).DefaultIfEmpty(0).Min();
    }

    /// <summary>Forgets sweeps without work that would begin at the pool's virtual time if they came back; where nobody has any, all.</summary>
    private void Forget(double now)
    {
        var isIdle = !sweeps.Values.Any(sweep => sweep.IsActive);
        var present = Present(now);
        foreach (var (id, _) in sweeps.Where(sweep => !sweep.Value.IsActive && (isIdle || sweep.Value.Used(now) <= present)).ToArray())
        {
            sweeps.Remove(id);
        }
    }
}
