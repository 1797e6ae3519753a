namespace DiffMH.Silo.Grains.Stored;

/// <summary>Lanes that silos died with. Ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredSuspect
{
    /// <summary>The lanes, as they were computed at the last death.</summary>
    [Id(0)]
    public required BatchInFlight Batch { get; set; }

    /// <summary>The silos that died, by what stands for their processes.</summary>
    [Id(1)]
    public List<string> Silos { get; set; } = [];

    /// <summary>How many of them computed nothing else, in the same call as the last.</summary>
    [Id(2)]
    public int DeathsAlone { get; set; }

    /// <summary>As it travels.</summary>
    public Suspect ToSuspect() => new(Batch, Silos.Count, DeathsAlone);
}
