namespace DiffMH.Silo.Compute;

/// <summary>A thread that takes work from a queue, until that is complete or its work is given up.</summary>
internal sealed class ComputeThread
{
    private readonly Lock gate = new();
    private readonly FairQueue queue;
    private readonly Solitude solitude;
    private PooledWork? present;
    private int looks;
    private int systemId;
    private bool isGivenUp;

    /// <summary>Starts it.</summary>
    /// <param name="queue">Where it takes its work from.</param>
    /// <param name="solitude">Of the pool's threads.</param>
    /// <param name="number">Its number in the pool, from 0.</param>
    public ComputeThread(FairQueue queue, Solitude solitude, int number)
    {
        (this.queue, this.solitude) = (queue, solitude);
        new Thread(Work) { IsBackground = true, Name = $"DiffMH compute {number}" }.Start();
    }

    /// <summary>Whether it computes.</summary>
    public bool IsBusy
    {
        get
        {
            lock (gate)
            {
                return present is not null;
            }
        }
    }

    /// <summary>Looks at the thread, and gives its work up where it has been on it for too many looks. The thread takes no more work then, should it ever return.</summary>
    /// <param name="most">The most looks at one piece of work.</param>
    /// <returns>The work that was given up; null for none.</returns>
    public PooledWork? Look(int most)
    {
        lock (gate)
        {
            if (present is null || ++looks <= most)
            {
                return null;
            }

            isGivenUp = true;
            solitude.Leave();
            Courtesy.LowerMost(systemId);
            return present;
        }
    }

    private void Work()
    {
        Courtesy.Lower();
        systemId = Courtesy.ThisThread;
        while (queue.Take() is { } work)
        {
            var isWanted = false;
            if (!work.IsSettled)
            {
                Begin(work);
                isWanted = work.Execute();
                if (!End())
                {
                    return;
                }
            }

            queue.End(work, isTypical: isWanted);
        }
    }

    private void Begin(PooledWork work)
    {
        solitude.Enter(work.IsAlone);
        queue.Begin(work);
        lock (gate)
        {
            (present, looks) = (work, 0);
        }
    }

    /// <summary>Whether the thread still belongs to the pool.</summary>
    private bool End()
    {
        lock (gate)
        {
            present = null;
            if (!isGivenUp)
            {
                solitude.Leave();
            }

            return !isGivenUp;
        }
    }
}
