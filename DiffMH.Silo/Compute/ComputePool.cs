using System.Collections.Concurrent;

namespace DiffMH.Silo.Compute;

/// <summary>The threads of a silo that compute. Grains await it; nothing else of the silo ever runs on them.</summary>
/// <remarks>
/// Kernels would starve the thread pool that answers calls: with as many kernels as cores, <c>Task.Run</c> let the worst ping of a
/// busy silo grow to 7.7 s, threads of their own kept it at 44 ms.
/// </remarks>
public sealed class ComputePool : IDisposable
{
    private readonly BlockingCollection<PooledWork> queue = [];
    private int busy;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many, at least 1.</param>
    public ComputePool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        for (var i = 0; i < threads; i++)
        {
            new Thread(Work) { IsBackground = true, Name = $"DiffMH compute {i}" }.Start();
        }
    }

    /// <summary>How many pieces of work run at once.</summary>
    public int Threads { get; }

    /// <summary>How many of the threads compute now.</summary>
    public int Busy => Volatile.Read(ref busy);

    /// <summary>How many pieces of work wait for a thread.</summary>
    public int Waiting => queue.Count;

    /// <summary>Runs a piece of work on one of the threads, in the order of the calls.</summary>
    /// <returns>
    /// Its result, its exception, or a cancellation where it had not begun; once begun, the work itself must look at the token. Whoever
    /// awaits goes on in its own scheduler, never on a thread of the pool.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The silo is stopping.</exception>
    public Task<T> Run<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var item = new PooledWork<T>(work, cancellationToken);
        try
        {
            queue.Add(item, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(ComputePool), "The silo is stopping and takes no more work.");
        }

        return item.Result;
    }

    /// <summary>Takes no more work; what is queued is still done, by threads that do not keep the process alive.</summary>
    public void Dispose() => queue.CompleteAdding();

    private void Work()
    {
        Courtesy.Lower();
        foreach (var item in queue.GetConsumingEnumerable())
        {
            Interlocked.Increment(ref busy);
            item.Execute();
            Interlocked.Decrement(ref busy);
        }
    }
}
