using System.Collections.Immutable;
using System.Net;
using DiffMH.Silo.Hosting;
using Orleans.Messaging;

namespace DiffMH.Silo.Storage;

/// <summary>Where clients reach the silos of a store: read from its members.</summary>
/// <param name="members">The members.</param>
internal sealed class GatewayList(IMemberList members) : IGatewayListProvider
{
    /// <inheritdoc/>
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public bool IsUpdatable => true;

    /// <inheritdoc/>
    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<IList<Uri>> GetGateways() => [.. (await Alive(CancellationToken.None)).Select(Gateway)];

    /// <summary>
    /// All but those at which nobody listens, since a silo that was killed stays a member until the others have noticed, and those at the loopback
    /// address of another machine. None where there is no store.
    /// </summary>
    public async Task<ImmutableArray<MembershipEntry>> Alive(CancellationToken cancellationToken)
    {
        MembershipEntry[] active = [.. (await members.Read(cancellationToken)).Where(entry => entry.Status == SiloStatus.Active && entry.ProxyPort > 0 && SiloReach.IsKnownOn(entry, Dns.GetHostName()))];
        var answers = await Task.WhenAll(active.Select(member => Listening.At(Endpoint(member), cancellationToken)));
        return [.. active.Where((_, i) => answers[i] != false)];
    }

    /// <summary>Where clients reach a member.</summary>
    public static IPEndPoint Endpoint(MembershipEntry member) => new(member.SiloAddress.Endpoint.Address, member.ProxyPort);

    private static Uri Gateway(MembershipEntry member) => SiloAddress.New(Endpoint(member), member.SiloAddress.Generation).ToGatewayUri();
}
