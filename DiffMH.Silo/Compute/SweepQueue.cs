namespace DiffMH.Silo.Compute;

/// <summary>The work of one sweep that waits for a thread, in the order in which it came, and how much of the threads the sweep has had.</summary>
/// <remarks>
/// How long a piece takes is known when it has ended. Until then it counts with what the sweep's last one took, or with what it has taken
/// so far where that is more: else all threads that are free at once would go to the same sweep.
/// </remarks>
internal sealed class SweepQueue
{
    private readonly Queue<PooledWork> waiting = [];
    private readonly Dictionary<PooledWork, double?> taken = [];   // when they began; null before
    private double weight = 1;
    private double virtualTime;
    private double expected;

    /// <summary>Whether it has work for a thread.</summary>
    public bool IsWaiting => waiting.Count > 0;

    /// <summary>Whether a thread is at its work, or it has some.</summary>
    public bool IsActive => IsWaiting || taken.Count > 0;

    /// <summary>How much time of threads, in seconds by weight, it has had, or was taken for to have had when it became active.</summary>
    /// <param name="now">The time in seconds.</param>
    public double Used(double now) => virtualTime + (SinceBegun(now) / weight);

    /// <summary>The same, what is in flight counted as far as it is likely to go.</summary>
    /// <param name="now">The time in seconds.</param>
    public double VirtualTime(double now) => virtualTime + (Math.Max(taken.Count * expected, SinceBegun(now)) / weight);

    /// <summary>Adds work.</summary>
    /// <param name="work">The work; its weight is that of the sweep from now on.</param>
    /// <param name="present">The virtual time of the pool: where the sweep had nothing to do, what it has not used is not kept for it.</param>
    /// <param name="now">The time in seconds.</param>
    public void Add(PooledWork work, double present, double now)
    {
        if (!IsActive)
        {
            virtualTime = Math.Max(virtualTime, present);
        }

        // What it has had beyond others is a time of threads, and becomes less by weight where that grows.
        var (beyond, own) = (Math.Max(0, Used(now) - present), work.Share.Weight);
        virtualTime += (beyond * ((weight / own) - 1)) + (SinceBegun(now) * ((1 / weight) - (1 / own)));
        weight = own;
        waiting.Enqueue(work);
    }

    /// <summary>Takes the work that waits longest.</summary>
    public PooledWork Take()
    {
        var work = waiting.Dequeue();
        taken.Add(work, null);
        return work;
    }

    /// <summary>Work that was taken begins now.</summary>
    public void Begin(PooledWork work, double now) => taken[work] = now;

    /// <summary>Work that was taken holds its thread no more.</summary>
    /// <param name="work">The work.</param>
    /// <param name="now">The time in seconds.</param>
    /// <param name="isTypical">Whether the next may well take as long.</param>
    public void End(PooledWork work, double now, bool isTypical)
    {
        taken.Remove(work, out var begun);
        var took = now - begun ?? 0;
        expected = isTypical ? took : expected;
        virtualTime += took / weight;
    }

    private double SinceBegun(double now) => taken.Values.Sum(begun => now - begun ?? 0);
}
