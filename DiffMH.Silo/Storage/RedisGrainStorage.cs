using DiffMH.Silo.Hosting;
using Orleans.Persistence.Redis;
using Orleans.Storage;

namespace DiffMH.Silo.Storage;

/// <summary>Orleans' grain storage in Redis, which tells the silo's health whether it can be used.</summary>
/// <param name="storage">Orleans' own. The ETag of a state is new with every write.</param>
/// <param name="address">The server.</param>
/// <param name="health">Told of failures and successes.</param>
internal sealed class RedisGrainStorage(IGrainStorage storage, RedisAddress address, StoreHealth health) : IGrainStorage
{
    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Use(() => storage.ReadStateAsync(stateName, grainId, grainState), RedisProblem.IsOfServer);   // else the state is damaged

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Use(() => storage.WriteStateAsync(stateName, grainId, grainState), _ => true);
        health.Worked();
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Use(() => storage.ClearStateAsync(stateName, grainId, grainState), _ => true);

    /// <exception cref="StoreUnavailableException">The server cannot be used.</exception>
    private async Task Use(Func<Task> use, Predicate<string> isOfServer)
    {
        try
        {
            await use();
        }
        catch (RedisStorageException exception) when (isOfServer(exception.Message))
        {
            throw health.Failed(new IOException(RedisProblem.Explain(address, exception.Message)));
        }
    }
}
