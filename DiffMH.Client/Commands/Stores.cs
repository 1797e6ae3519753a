using DiffMH.Client.Settings;
using DiffMH.Client.Sources;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Security;
using DiffMH.Silo.Storage;

namespace DiffMH.Client.Commands;

/// <summary>Opens the store that a command works on.</summary>
/// <param name="terminal">The clock.</param>
/// <param name="request">Which store.</param>
/// <param name="talk">Where to say what is done.</param>
internal sealed class Stores(Terminal terminal, StoreRequest request, Talk talk)
{
    /// <summary>How long a command waits for silos that were there: long enough for one that is started again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The store.</summary>
    public StoreAddress Address { get; } = MachineStore.Of(request.Store);

    /// <summary>What is shown to its silos.</summary>
    private readonly Credentials credentials = MachineCredentials.Of(request, terminal.Time);

    /// <summary>Connects to the silos of the store.</summary>
    /// <exception cref="ClusterUnreachableException">None answers.</exception>
    public async Task<ClusterClient> Connect(CancellationToken cancellation)
    {
        talk.Detail($"looking for the silos of {Address}");
        var client = await ClusterClient.Connect(Address, credentials, cancellation);
        talk.Detail($"connected; silos listen at {string.Join(", ", client.Gateways)}");
        return client;
    }

    /// <summary>The sweeps of the store, asked of its silos; read from the store itself where no silo answers, which is said.</summary>
    /// <exception cref="ClusterUnreachableException">None answers, and there is no store.</exception>
    public async Task<ISweepSource> Read(CancellationToken cancellation)
    {
        try
        {
            var client = await Connect(cancellation);
            return new ClusterSource(client.Grains, client, Reconnection(cancellation));
        }
        catch (ClusterUnreachableException problem) when (!problem.IsOfTls)
        {
            if (StoreReader.TryOpen(Address) is not { } store)
            {
                throw;
            }

            talk.Say(problem.AreListed
                ? $"the silos of {Address} did not answer in time: this is what the store says, which calls lost what they may have at work"
                : $"no silo is running for {Address}: this is what the store says");
            return new StoreSource(store);
        }
    }

    /// <summary>What happens to a call that is lost: it is repeated for a while.</summary>
    public Reconnection Reconnection(CancellationToken cancellation) => new(talk.Say, terminal.Time, Patience, cancellation, request);
}
