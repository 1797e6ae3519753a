using DiffMH.Silo.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using StackExchange.Redis;

namespace DiffMH.Silo.Storage;

/// <summary>Opens Orleans' own membership table in a Redis database, outside of any silo.</summary>
internal static class RedisMembership
{
    /// <summary>The table of a cluster.</summary>
    public static IMembershipTable Open(RedisServer server, long cluster)
    {
        var builder = new Wiring(new ServiceCollection().AddOptions().Configure<ClusterOptions>(options => ClusterIdentity.Set(options, cluster)));
        builder.UseRedisClustering(options => options.CreateMultiplexer = _ => Task.FromResult<(IConnectionMultiplexer, bool)>((server.Connection, true)));

        // The container owns nothing but the table, which owns nothing: the connection is shared.
        return builder.Services.BuildServiceProvider().GetRequiredService<IMembershipTable>();
    }

    /// <summary>As much of a silo as the table is registered in.</summary>
    private sealed class Wiring(IServiceCollection services) : ISiloBuilder
    {
        public IServiceCollection Services => services;

        public IConfiguration Configuration { get; } = new ConfigurationManager();
    }
}
