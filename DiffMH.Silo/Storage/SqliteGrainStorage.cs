using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace DiffMH.Silo.Storage;

/// <summary>Keeps the state of grains in a SQLite file. The ETag of a state is its row's version.</summary>
/// <param name="store">The file.</param>
/// <param name="serializer">Turns states into bytes.</param>
/// <param name="activators">Makes the state of a grain that has none.</param>
/// <param name="health">Told whether the file can be used.</param>
internal sealed class SqliteGrainStorage(SqliteStore store, IGrainStorageSerializer serializer, IActivatorProvider activators, StoreHealth health) : IGrainStorage
{
    private readonly SharedTransactions transactions = new(store);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await Available(store.InTurn(() => store.Read(grainId.ToString(), stateName)));
        grainState.ETag = ETag(row?.Version);   // before the state, so that one that cannot be read can be replaced
        grainState.RecordExists = row is not null;
        grainState.State = row is { } found ? serializer.Deserialize<T>(new BinaryData(found.Payload)) : activators.GetActivator<T>().Create();
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = serializer.Serialize(grainState.State).ToArray();
        var expected = Version(grainState.ETag);
        var (isWritten, version) = await Available(transactions.Change(new(grainId.ToString(), stateName, expected, payload)));
        health.Worked();
        RequireWritten(isWritten, stateName, grainId, grainState.ETag, version);
        grainState.ETag = ETag(version);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = Version(grainState.ETag);
        var (isWritten, version) = await Available(transactions.Change(new(grainId.ToString(), stateName, expected, Payload: null)));
        RequireWritten(isWritten, stateName, grainId, grainState.ETag, version);
        grainState.State = activators.GetActivator<T>().Create();
        grainState.ETag = null!;
        grainState.RecordExists = false;
    }

    /// <summary>What was asked of the file, on the thread pool and not in the grain's turn, as SQLite has no asynchronous calls.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be done.</exception>
    private async Task<T> Available<T>(Task<T> asked)
    {
        try
        {
            return await asked;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw health.Failed(exception);
        }
    }

    private static void RequireWritten(bool isWritten, string stateName, GrainId grainId, string? current, long? stored)
    {
        if (!isWritten)
        {
            throw new InconsistentStateException(
                $"Another activation has written '{stateName}' of {grainId} in the meantime; this one must read it again.",
                ETag(stored) ?? "none",
                current ?? "none");
        }
    }

    private static long? Version(string? etag) => etag is null ? null : long.Parse(etag, CultureInfo.InvariantCulture);

    private static string ETag(long? version) => version?.ToString(CultureInfo.InvariantCulture)!;
}
