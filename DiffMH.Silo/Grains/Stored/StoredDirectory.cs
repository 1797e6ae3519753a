namespace DiffMH.Silo.Grains.Stored;

/// <summary>The sweeps of a store. Ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredDirectory
{
    /// <summary>In the order in which they were submitted first.</summary>
    [Id(0)]
    public List<StoredEntry> Sweeps { get; set; } = [];
}
