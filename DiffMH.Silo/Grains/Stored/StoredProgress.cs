namespace DiffMH.Silo.Grains.Stored;

/// <summary>How far the points of a sweep are, as it is stored at most once a second.</summary>
[GenerateSerializer]
internal sealed class StoredProgress
{
    /// <summary>One byte for each point: 0 to be run, 1 completed, 2 failed. A point that is 0 may have commits of its own.</summary>
    [Id(0)]
    public byte[] Points { get; set; } = [];
}
