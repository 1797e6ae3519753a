namespace DiffMH.Silo.Compute;

/// <summary>The threads of a silo that compute. Grains await it; nothing else of the silo ever runs on them.</summary>
/// <remarks>
/// Kernels would starve the thread pool that answers calls: with as many kernels as cores, <c>Task.Run</c> let the worst ping of a
/// busy silo grow to 7.7 s, threads of their own kept it at 44 ms. Which work comes next is the business of <see cref="FairQueue"/>. A
/// thread whose work does not return cannot be ended: it is left alone, with the lowest share of a processor that can be given, and
/// another takes its place.
/// </remarks>
public sealed class ComputePool : IDisposable
{
    /// <summary>
    /// How often a thread is looked at within the limit. The limit is counted in looks rather than read from a clock: a process that was
    /// halted for an hour, as with its machine, has not computed for an hour.
    /// </summary>
    private const int Looks = 20;

    private readonly FairQueue queue;
    private readonly Solitude solitude = new();
    private readonly ComputeThread[] threads;
    private readonly TimeSpan limit;
    private readonly ITimer? watch;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many, at least 1.</param>
    /// <param name="limit">How long a piece of work may take before it is given up; null for ever.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ComputePool(int threads, TimeSpan? limit = null, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        queue = new(time ?? TimeProvider.System);
        this.threads = [.. Enumerable.Range(0, threads).Select(number => new ComputeThread(queue, solitude, number))];
        this.limit = limit ?? Timeout.InfiniteTimeSpan;
        watch = limit is { } some ? (time ?? TimeProvider.System).CreateTimer(_ => Watch(), state: null, some / Looks, some / Looks) : null;
    }

    /// <summary>How many pieces of work run at once.</summary>
    public int Threads => threads.Length;

    /// <summary>How many of the threads compute now.</summary>
    public int Busy
    {
        get
        {
            lock (threads)
            {
                return threads.Count(thread => thread.IsBusy);
            }
        }
    }

    /// <summary>How many pieces of work wait for a thread.</summary>
    public int Waiting => queue.Waiting;

    /// <summary>Runs a piece of work on one of the threads: those of a sweep in the order of the calls, those of different sweeps by their shares.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Whether it is still wanted.</param>
    /// <param name="overdue">Called before the work is given up as overdue; null for nothing.</param>
    /// <param name="isAlone">Whether it waits until nothing else is computed, and nothing else begins before it is done.</param>
    /// <param name="share">For which sweep it is, and that one's weight; null for nobody's.</param>
    /// <returns>
    /// Its result, its exception, or a cancellation where it had not begun; once begun, the work itself must look at the token. Whoever
    /// awaits goes on in its own scheduler, never on a thread of the pool. Where it does not return within the limit, a <see cref="WorkOverdueException"/>.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The silo is stopping.</exception>
    public Task<T> Run<T>(Func<T> work, CancellationToken cancellationToken, Action? overdue = null, bool isAlone = false, SweepShare? share = null)
    {
        var item = new PooledWork<T>(work, overdue, isAlone, share ?? SweepShare.Nobody, cancellationToken);
        item.HeedCancellation();
        return queue.TryAdd(item) ? item.Result : throw new ObjectDisposedException(nameof(ComputePool), "The silo is stopping and takes no more work.");
    }

    /// <summary>Takes no more work; what is queued is still done, by threads that do not keep the process alive.</summary>
    public void Dispose()
    {
        watch?.Dispose();
        queue.Complete();
    }

    private void Watch()
    {
        lock (threads)
        {
            for (var number = 0; number < threads.Length; number++)
            {
                if (threads[number].Look(Looks) is { } overdue)
                {
                    threads[number] = new(queue, solitude, number);
                    queue.End(overdue, isTypical: false);
                    overdue.GiveUp(new(limit));
                }
            }
        }
    }
}
