namespace DiffMH.Silo.Grains.Stored;

/// <summary>How far the points of a sweep are and what is wished of it, as it is stored at most once a second. Ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredProgress
{
    /// <summary>
    /// One byte for each point: 0 to be run, 1 completed, 2 failed, 3 lost, 4 completed without some of its replicates, 5 to be run again, its
    /// failures to be forgotten first. A point that is 0 may have commits of its own. Before there were 3 and 4, those were 2 and 1.
    /// </summary>
    [Id(0)]
    public byte[] Points { get; set; } = [];

    /// <summary>What its user wants of the sweep.</summary>
    [Id(1)]
    public SweepWish Wish { get; set; }

    /// <summary>How long the sweep was at work.</summary>
    [Id(2)]
    public double WorkSeconds { get; set; }

    /// <summary>Why points were lost, by point; null where none was.</summary>
    [Id(3)]
    public Dictionary<int, Failure>? Losses { get; set; }

    /// <summary>How much the sweep matters beside others.</summary>
    [Id(4)]
    public SweepPriority Priority { get; set; }
}
