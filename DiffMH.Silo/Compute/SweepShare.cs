namespace DiffMH.Silo.Compute;

/// <summary>For which sweep a piece of work is, and how much of the threads that may have beside others.</summary>
/// <param name="Sweep">The sweep's identity.</param>
/// <param name="Weight">Positive; one with twice the weight of another has twice its time while both have work waiting.</param>
public sealed record SweepShare(string Sweep, double Weight)
{
    /// <summary>Of work that is nobody's.</summary>
    public static SweepShare Nobody { get; } = new("", Weight: 1);

    /// <summary>Of a sweep with a priority: 1, 4 or 16, so that a high one is hardly slowed by low ones, which go on all the same.</summary>
    public static SweepShare Of(string sweep, SweepPriority priority) => new(sweep, priority switch
    {
        SweepPriority.Low => 1,
        SweepPriority.High => 16,
        _ => 4,
    });
}
