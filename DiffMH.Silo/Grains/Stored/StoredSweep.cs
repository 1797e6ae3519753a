namespace DiffMH.Silo.Grains.Stored;

/// <summary>A sweep as it is stored, once: the frozen sweep, a document whose own ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredSweep
{
    /// <summary>What was submitted; null where nothing was.</summary>
    [Id(0)]
    public FrozenSweep? Sweep { get; set; }

    /// <summary>The id of the sweep whose commits it takes over for the points they share; null for none.</summary>
    [Id(1)]
    public string? From { get; set; }
}
