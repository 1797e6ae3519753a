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

    /// <summary>Whether these are lanes of a suspicion that was known elsewhere, and no silo has died with them since. Others of its lanes may be forgotten already.</summary>
    public bool IsLeftOf(Suspect suspect) => suspect.Batch.Covers(Batch) && (Silos.Count, DeathsAlone) == (suspect.Deaths, suspect.DeathsAlone);

    /// <summary>What stays under suspicion when some lanes are not any more.</summary>
    public IEnumerable<StoredSuspect> Without(BatchInFlight lanes) => Batch.Overlaps(lanes)
        ? Batch.Without(lanes).Select(left => new StoredSuspect { Batch = left, Silos = [.. Silos], DeathsAlone = DeathsAlone })
        : [this];

    /// <summary>As it travels.</summary>
    public Suspect ToSuspect() => new(Batch, Silos.Count, DeathsAlone);
}
