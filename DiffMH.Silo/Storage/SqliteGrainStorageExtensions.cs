using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace DiffMH.Silo.Storage;

/// <summary>Adds the SQLite storage to a silo.</summary>
public static class SqliteGrainStorageExtensions
{
    /// <summary>Grain storage in a SQLite file.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="name">The storage's name, as grains ask for it.</param>
    /// <param name="path">The file, made where there is none; its folder must exist.</param>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder silo, string name, string path)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Services.TryAddSingleton<OrleansGrainStorageSerializer>();
        silo.Services.TryAddSingleton<StoreHealth>();
        silo.Services.AddKeyedSingleton(name, (_, _) => SqliteStore.Open(path));   // by a factory, so that the container disposes it
        silo.Services.AddGrainStorage(name, (services, key) => new SqliteGrainStorage(
            services.GetRequiredKeyedService<SqliteStore>(key),
            services.GetRequiredService<OrleansGrainStorageSerializer>(),
            services.GetRequiredService<IActivatorProvider>(),
            services.GetRequiredService<StoreHealth>()));
        return silo;
    }
}
