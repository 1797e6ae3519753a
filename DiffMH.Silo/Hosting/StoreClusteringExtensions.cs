using DiffMH.Silo.Compute;
using DiffMH.Silo.Security;
using DiffMH.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace DiffMH.Silo.Hosting;

/// <summary>Makes a silo a member of the cluster of its store.</summary>
internal static class StoreClusteringExtensions
{
    /// <summary>Membership in the store, and the work that members do for the cluster.</summary>
    /// <param name="silo">The silo; to be called after it was made one of DiffMH.</param>
    /// <param name="store">The store.</param>
    public static ISiloBuilder JoinStore(this ISiloBuilder silo, IClusterStore store)
    {
        silo.Configure<ClusterOptions>(options => ClusterIdentity.Set(options, store.Cluster));
        silo.Configure<ClusterMembershipOptions>(Hurry);

        // Every silo tells every other how busy it is, by default each second: of 1,000 silos a million messages. Nothing of ours is placed by that.
        silo.Configure<DeploymentLoadPublisherOptions>(options => options.DeploymentLoadPublisherRefreshTime = TimeSpan.FromSeconds(10));
        silo.Services.AddSingleton(services => store.OpenMembership(services.GetRequiredService<StoreHealth>()));   // by a factory, so that the container disposes it
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => new MembershipTurn(store, services.GetRequiredService<TimeProvider>()));
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LostSilos>();

        // Hosted services start in this order, so these find a silo that answers.
        silo.Services.AddSingleton<TokenAgreement>();
        silo.Services.AddSingleton<SiloReporter>().AddHostedService(services => services.GetRequiredService<SiloReporter>());
        silo.Services.AddHostedService<SweepKeeper>();
        return silo;
    }

    /// <summary>Has a silo tell the cluster of what silos of this machine died of, and keep what it computes itself.</summary>
    /// <param name="silo">The silo; to be called after it was made a member.</param>
    /// <param name="recorder">Its record.</param>
    /// <param name="folder">Where the records of this machine's silos are.</param>
    public static ISiloBuilder Watch(this ISiloBuilder silo, FlightRecorder recorder, string folder)
    {
        silo.Services.AddSingleton(services => new Suspects(services.GetRequiredService<IGrainFactory>(), recorder, isTold: true));   // in place of one that learns nothing
        silo.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<SuspectWatch>(services, folder));
        return silo;
    }

    /// <summary>A silo that was killed is out after some three seconds, not twelve: its points wait for that. One that is only slow has a second for each of three answers.</summary>
    private static void Hurry(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MinProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;   // of two silos, one is enough
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }
}
