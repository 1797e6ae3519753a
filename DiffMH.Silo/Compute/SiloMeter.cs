namespace DiffMH.Silo.Compute;

/// <summary>Counts what a silo has computed.</summary>
internal sealed class SiloMeter
{
    private long batches;
    private long busyTicks;

    /// <summary>Batches computed to their end since the silo's start.</summary>
    public long Batches => Interlocked.Read(ref batches);

    /// <summary>How long its threads have computed since then, summed over threads.</summary>
    public TimeSpan Busy => TimeSpan.FromTicks(Interlocked.Read(ref busyTicks));

    /// <summary>Adds a call.</summary>
    /// <param name="busy">How long it has computed.</param>
    /// <param name="isDone">Whether its batch is done; else further calls follow.</param>
    public void Add(TimeSpan busy, bool isDone)
    {
        Interlocked.Add(ref busyTicks, busy.Ticks);
        Interlocked.Add(ref batches, isDone ? 1 : 0);
    }
}
