using DiffMH.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Persistence;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using StackExchange.Redis;

namespace DiffMH.Silo.Storage;

/// <summary>Adds the Redis storage to a silo.</summary>
internal static class RedisGrainStorageExtensions
{
    /// <summary>Grain storage in a Redis database.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="name">The storage's name, as grains ask for it.</param>
    /// <param name="address">The database, opened where the silo has no store open yet.</param>
    public static ISiloBuilder AddRedisStorage(this ISiloBuilder silo, string name, RedisAddress address)
    {
        var inner = $"{name}-redis";
        silo.Services.TryAddSingleton<OrleansGrainStorageSerializer>();
        silo.Services.TryAddSingleton<StoreHealth>();
        silo.Services.TryAddSingleton<IClusterStore>(_ => RedisStore.Open(address));   // by a factory, so that the container disposes it
        silo.Services.AddRedisGrainStorage(inner, options => options.Configure<IClusterStore, OrleansGrainStorageSerializer>(Configure));
        silo.Services.AddGrainStorage(name, (services, _) => new RedisGrainStorage(
            services.GetRequiredKeyedService<IGrainStorage>(inner),
            address,
            services.GetRequiredService<StoreHealth>()));
        return silo;
    }

    private static void Configure(RedisStorageOptions options, IClusterStore store, OrleansGrainStorageSerializer serializer)
    {
        var server = ((RedisStore)store).Server;
        options.ConfigurationOptions = RedisServer.Options(server.Address);   // asked for, though the connection is there already
        options.CreateMultiplexer = _ => Task.FromResult<(IConnectionMultiplexer, bool)>((server.Connection, true));
        options.GrainStorageSerializer = serializer;
        options.GetStorageKey = (state, grain) => RedisSchema.State($"{grain}", state);
        options.DeleteStateOnClear = true;
    }
}
