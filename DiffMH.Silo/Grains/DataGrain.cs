using System.Security.Cryptography;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>Keeps a data file in the store, a row for each segment, and none of it in memory.</summary>
[GrainType("data")]
[HashBasedPlacement]
internal sealed class DataGrain([FromKeyedServices(StorageName.Default)] IGrainStorage storage) : Grain, IDataGrain
{
    private const int MostSegments = (DataFile.MostBytes + IDataGrain.SegmentBytes - 1) / IDataGrain.SegmentBytes;
    private const int HashDigits = 64;

    /// <inheritdoc/>
    public async Task<int> Segments()
    {
        var first = await Read(0);
        return first.RecordExists && (await Read(first.State!.Segments - 1)).RecordExists ? first.State.Segments : 0;
    }

    /// <inheritdoc/>
    public async Task<bool> IsWhole() => await Segments() is > 0 and var segments && await Hash(segments, last: null) == this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task Put(int segment, int segments, byte[] bytes)
    {
        RequireSmall(segment, segments, bytes);
        if (segment == segments - 1 && await Hash(segments, bytes) is var hash && hash != this.GetPrimaryKeyString())
        {
            throw new InvalidOperationException($"What was sent as the data file {this.GetPrimaryKeyString()} has the hash {hash}; its last segment is not stored.");
        }

        var stored = await Read(segment);
        if (!stored.RecordExists || stored.State!.Segments != segments || !stored.State.Bytes.AsSpan().SequenceEqual(bytes))
        {
            stored.State = new StoredSegment { Segments = segments, Bytes = bytes };
            await storage.WriteStateAsync(StoredSegment.NameOf(segment), GrainContext.GrainId, stored);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> Get(int segment) => await Read(segment) is { RecordExists: true } stored
        ? stored.State!.Bytes
        : throw new InvalidOperationException($"Segment {segment} of the data file {this.GetPrimaryKeyString()} is not stored; submit the sweep again.");

    /// <summary>The hash of what is stored, one segment in memory at a time.</summary>
    /// <param name="segments">How many segments there are.</param>
    /// <param name="last">In place of the last one; null where it is stored.</param>
    private async Task<string> Hash(int segments, byte[]? last)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var segment = 0; segment < segments; segment++)
        {
            hash.AppendData(segment == segments - 1 && last is not null ? last : (await Read(segment)).State!.Bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>As large as a file that this program reads, cut as it cuts them.</summary>
    private void RequireSmall(int segment, int segments, byte[] bytes)
    {
        if (segments is < 1 or > MostSegments || segment < 0 || segment >= segments || bytes.Length > IDataGrain.SegmentBytes || this.GetPrimaryKeyString() is not { Length: HashDigits } key || !key.All(char.IsAsciiHexDigitLower))
        {
            throw new InvalidOperationException(
                $"Segment {segment} of {segments} with {bytes.Length} bytes is not taken: a data file has at most {DataFile.MostBytes} bytes in 1 … {MostSegments} segments of at most {IDataGrain.SegmentBytes}, and its key is its hash.");
        }
    }

    /// <summary>A segment; one whose bytes are no segment any more is empty, so that it does not stand in the way of the right one.</summary>
    private async Task<GrainState<StoredSegment>> Read(int segment)
    {
        var stored = new GrainState<StoredSegment>(new StoredSegment());
        try
        {
            await storage.ReadStateAsync(StoredSegment.NameOf(segment), GrainContext.GrainId, stored);
        }
        catch (Exception damaged) when (damaged is not StoreUnavailableException)   // whatever the serializer stumbles over
        {
            stored.State = new StoredSegment();
        }

        return stored;
    }
}
