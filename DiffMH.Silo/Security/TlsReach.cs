using System.Net;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;

namespace DiffMH.Silo.Security;

/// <summary>Whether a silo that is about to join and those that are there speak TLS with each other, or none does.</summary>
internal static class TlsReach
{
    /// <summary>Far more than the five seconds after which a silo that runs notes again that it does: its store may be busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.2);

    /// <summary>Knocks at the silos that are there.</summary>
    /// <exception cref="IOException">They do not; the message says what to do. Orleans would try to join for minutes, and not say why.</exception>
    public static async Task Require(ClusterSiloOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var members = ClusterStore.OpenMembers(options.Store);
        var now = time.GetUtcNow().UtcDateTime;
        var knocks = (await members.Read(cancellationToken))
            .Where(member => member.Status == SiloStatus.Active && now - member.IAmAliveTime < SiloReach.Recent && SiloReach.IsKnownOn(member, Dns.GetHostName()))
            .Select(Knock);
        if (Array.Find(await Task.WhenAll(knocks), found => found is not null) is { } disagreement)
        {
            throw new IOException(disagreement);
        }

        async Task<string?> Knock(MembershipEntry member) =>
            await TlsDiagnosis.Of(member.SiloAddress.Endpoint, options.Credentials.Tls, cancellationToken) is { } disagreement && await IsAlive(member, members, time, cancellationToken)
                ? disagreement
                : null;
    }

    /// <summary>Whether it was the member that answered: where one was killed, a silo of another store may listen since, and keeps nobody out.</summary>
    private static async Task<bool> IsAlive(MembershipEntry member, IMemberList members, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var start = time.GetTimestamp(); time.GetElapsedTime(start) < Patience; await Task.Delay(LookEvery, time, cancellationToken))
        {
            var now = (await members.Read(cancellationToken)).FirstOrDefault(entry => entry.SiloAddress.Equals(member.SiloAddress));
            if (now is not { Status: SiloStatus.Active } || now.IAmAliveTime != member.IAmAliveTime)
            {
                return now is { Status: SiloStatus.Active };
            }
        }

        return false;
    }
}
