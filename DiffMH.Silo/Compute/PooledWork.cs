namespace DiffMH.Silo.Compute;

/// <summary>A piece of work that waits for a thread of the <see cref="ComputePool"/>.</summary>
internal abstract class PooledWork
{
    /// <summary>For which sweep it is.</summary>
    public abstract SweepShare Share { get; }

    /// <summary>Whether nothing else may be computed meanwhile.</summary>
    public abstract bool IsAlone { get; }

    /// <summary>Whether there is nothing to do any more: it was cancelled.</summary>
    public abstract bool IsSettled { get; }

    /// <summary>Does the work and hands over its result. Never throws.</summary>
    /// <returns>Whether it was wanted still.</returns>
    public abstract bool Execute();

    /// <summary>Hands over a failure in its place: the thread in it is not waited for any more, and what it may still bring is left aside.</summary>
    public abstract void GiveUp(WorkOverdueException failure);
}
