using System.Globalization;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>Keeps a data file in the store, a row for each segment, and none of it in memory.</summary>
[GrainType("data")]
[HashBasedPlacement]
internal sealed class DataGrain([FromKeyedServices(StorageName.Default)] IGrainStorage storage) : Grain, IDataGrain
{
    /// <inheritdoc/>
    public async Task<int> Segments()
    {
        var first = await Read(0);
        return first.RecordExists && (await Read(first.State!.Segments - 1)).RecordExists ? first.State.Segments : 0;
    }

    /// <inheritdoc/>
    public async Task Put(int segment, int segments, byte[] bytes)
    {
        var stored = await Read(segment);
        if (!stored.RecordExists)
        {
            stored.State = new StoredSegment { Segments = segments, Bytes = bytes };
            await storage.WriteStateAsync(NameOf(segment), GrainContext.GrainId, stored);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> Get(int segment) => await Read(segment) is { RecordExists: true } stored
        ? stored.State!.Bytes
        : throw new InvalidOperationException($"Segment {segment} of the data file {this.GetPrimaryKeyString()} is not stored; submit the sweep again.");

    private static string NameOf(int segment) => string.Create(CultureInfo.InvariantCulture, $"segment/{segment}");

    private async Task<GrainState<StoredSegment>> Read(int segment)
    {
        var stored = new GrainState<StoredSegment>(new StoredSegment());
        await storage.ReadStateAsync(NameOf(segment), GrainContext.GrainId, stored);
        return stored;
    }
}
