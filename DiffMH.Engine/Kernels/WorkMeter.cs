namespace DiffMH.Engine.Kernels;

/// <summary>Counts updates and asks the limit once in a while, so that kernels may report work in small pieces.</summary>
/// <param name="limit">When to return early.</param>
public sealed class WorkMeter(IWorkLimit limit)
{
    /// <summary>Updates between questions: about a millisecond.</summary>
    private const long Interval = 1 << 16;

    private long unasked;

    /// <summary>Updates reported so far.</summary>
    public long Updates { get; private set; }

    /// <summary>Evaluations of the density reported so far, those for alternatives among them.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Reports evaluations: of a density or its derivatives at one state, or where many chains are moved at once of all of them; what takes as long counts as one.</summary>
    public void Evaluate(long evaluations) => Evaluations += evaluations;

    /// <summary>Reports work done and says whether the call should return now.</summary>
    /// <param name="updates">Steps of primal chains since the last report.</param>
    public bool Spend(long updates)
    {
        Updates += updates;
        unasked += updates;
        return unasked >= Interval && Ask();
    }

    /// <summary>Reports work whose time the kernel cannot foresee and asks at once.</summary>
    /// <param name="updates">Steps of primal chains since the last report.</param>
    public bool SpendAndAsk(long updates)
    {
        Updates += updates;
        return Ask();
    }

    private bool Ask()
    {
        unasked = 0;
        return limit.IsReached();
    }
}
