namespace DiffMH.Silo.Grains.Stored;

/// <summary>Lanes under suspicion as they are stored. Ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredSuspects
{
    /// <summary>From the oldest to the newest.</summary>
    [Id(0)]
    public List<StoredSuspect> Suspects { get; set; } = [];
}
