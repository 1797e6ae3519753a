namespace DiffMH.Client.Progress;

/// <summary>The sweep that a display shows: what a screen may ask of it besides its status, and what a user may do to it there.</summary>
/// <param name="Frozen">What was submitted.</param>
/// <param name="Sweep">The sweep.</param>
public sealed record WatchedSweep(FrozenSweep Frozen, ISweepGrain Sweep)
{
    /// <summary>Ends the watching: a sweep of this process pauses then, one of a cluster goes on.</summary>
    public required Action Leave { get; init; }

    /// <summary>Goes on after a pause.</summary>
    public required Func<Task> Resume { get; init; }

    /// <summary>Who computes; gives null where nobody knows.</summary>
    public Func<Task<Workforce?>> Workforce { get; init; } = () => Task.FromResult<Workforce?>(null);

    /// <summary>What a point's settings make doubtful, with the remedy; null for nothing, and everywhere where its plugins are not at hand.</summary>
    public Func<PointSpec, string?> Doubt { get; init; } = _ => null;

    /// <summary>Whether the sweep is computed in this process and cannot go on without it.</summary>
    public bool IsOfThisProcess { get; init; }
}
