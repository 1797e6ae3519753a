using System.Collections.Immutable;
using Orleans.Storage;

namespace DiffMH.Silo.Grains.Stored;

/// <summary>Lanes under suspicion as they are stored. Ids are never reused.</summary>
[GenerateSerializer]
internal sealed class StoredSuspects
{
    /// <summary>Under which name they are stored.</summary>
    public const string Name = "suspects";

    /// <summary>From the oldest to the newest.</summary>
    [Id(0)]
    public List<StoredSuspect> Suspects { get; set; } = [];

    /// <summary>Reads them without asking the grain that keeps them.</summary>
    public static async Task<ImmutableArray<Suspect>> Read(IGrainStorage storage, ISuspectsGrain keeper)
    {
        var stored = new GrainState<StoredSuspects>(new StoredSuspects());
        await storage.ReadStateAsync(Name, keeper.GetGrainId(), stored);
        return [.. stored.State!.Suspects.Select(suspect => suspect.ToSuspect())];
    }
}
