using System.Globalization;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Security;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Storage;

namespace DiffMH.Silo.Hosting;

/// <summary>The one wiring of DiffMH: the silo, the embedded silo and the test cluster call it.</summary>
public static class DiffMHSiloBuilderExtensions
{
    /// <summary>Makes a silo one of DiffMH. Clustering and ports are the caller's business.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">Its settings; checked before it joins.</param>
    public static ISiloBuilder AddDiffMH(this ISiloBuilder silo, DiffMHOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return silo.AddDiffMH(options, Task.Run(() => PluginShelf.Of(PluginSet.Load(options.PluginFolder))));
    }

    /// <summary>As above, with plugins that somebody else loads.</summary>
    internal static ISiloBuilder AddDiffMH(this ISiloBuilder silo, DiffMHOptions options, Task<PluginShelf> plugins)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.AddActivityPropagation();
        silo.Services
            .AddMetrics()
            .AddSingleton(options)
            .AddSingleton(new SiloPlugins(plugins, options.IsAlone))
            .AddSingleton<PluginInbox>()
            .AddSingleton<SiloData>()
            .AddSingleton<ComputeCapacity>()
            .AddSingleton<PluginHolders>()
            .AddSingleton<Seats>()
            .AddSingleton<SiloMeter>()
            .AddSingleton<PluginQuarantine>()
            .AddSingleton<Departure>()
            .AddSingleton(services => new Suspects(services.GetRequiredService<IGrainFactory>(), FlightRecorder.None))
            .AddSingleton(_ => new ComputePool(options.ComputeThreads, options.BatchLimit, TimeProvider.System))   // by a factory, so that the container disposes it
            .AddSingleton<IConfigurationValidator, DiffMHValidator>();
        silo.AddPlacementDirector<ChainBatchPlacement, ChainBatchPlacementDirector>();
        silo.AddPlacementDirector<OwnSiloPlacement, OwnSiloPlacementDirector>();
        silo.AddPlacementDirector<AggregatorPlacement, AggregatorPlacementDirector>();
        silo.UseSiloMetadata(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ComputeCapacity.Key] = options.ComputeThreads.ToString(CultureInfo.InvariantCulture),
        });
        silo.Configure<SiloMessagingOptions>(messaging => messaging.CancelRequestOnTimeout = true);
        silo.Configure<SiloMessagingOptions>(MessageBounds.Set);
        silo.Services.TryAddSingleton(Credentials.None);
        silo.Services.TryAddSingleton<OrleansGrainStorageSerializer>();
        return options.Address switch
        {
            { Redis: { } redis } => silo.AddRedisStorage(StorageName.Default, redis),
            { File: { } path } => silo.AddSqliteGrainStorage(StorageName.Default, path),
            _ => silo.AddMemoryGrainStorage(StorageName.Default, memory => memory.Configure<OrleansGrainStorageSerializer>((storage, serializer) => storage.GrainStorageSerializer = serializer)),
        };
    }
}
