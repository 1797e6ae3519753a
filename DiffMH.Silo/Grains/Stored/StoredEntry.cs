namespace DiffMH.Silo.Grains.Stored;

/// <summary>A sweep in the stored directory: what it was when its state last changed. Ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredEntry
{
    /// <summary>The sweep's identity.</summary>
    [Id(0)]
    public string Id { get; set; } = "";

    /// <summary>Its name.</summary>
    [Id(1)]
    public string Name { get; set; } = "";

    /// <summary>When it was submitted first.</summary>
    [Id(2)]
    public DateTimeOffset Submitted { get; set; }

    /// <summary>Its state; running also where it waits for a silo to go on.</summary>
    [Id(3)]
    public RunState State { get; set; }

    /// <summary>How many points it has.</summary>
    [Id(4)]
    public int Points { get; set; }

    /// <summary>How many were done.</summary>
    [Id(5)]
    public int Completed { get; set; }

    /// <summary>How many had failed.</summary>
    [Id(6)]
    public int Failed { get; set; }

    /// <summary>Done share, 0 … 1.</summary>
    [Id(7)]
    public double Progress { get; set; }

    /// <summary>How much it matters beside other sweeps.</summary>
    [Id(8)]
    public SweepPriority Priority { get; set; }

    /// <summary>Whether nothing will change unless somebody submits it again.</summary>
    public bool HasEnded => State is RunState.Completed or RunState.Failed or RunState.Cancelled;

    /// <summary>The entry of a sweep.</summary>
    public static StoredEntry From(SweepStatus status, DateTimeOffset submitted) => new()
    {
        Id = status.Id,
        Name = status.Name,
        Submitted = submitted,
        State = status.State,
        Points = status.Points,
        Completed = status.Completed,
        Failed = status.Failed,
        Progress = status.Progress,
        Priority = status.Priority,
    };

    /// <summary>As it travels.</summary>
    public SweepEntry ToEntry() => new(Id, Name, Submitted, State, Points, Completed, Failed, Progress, Priority);
}
