using System.Net;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;

namespace DiffMH.Silo.Security;

/// <summary>Whether a silo that is about to join and those that are there speak TLS with each other, or none does.</summary>
internal static class TlsReach
{
    /// <summary>Knocks at the silos that are there.</summary>
    /// <exception cref="IOException">They do not; the message says what to do. Orleans would try to join for minutes, and not say why.</exception>
    public static async Task Require(ClusterSiloOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var members = ClusterStore.OpenMembers(options.Store);
        var now = time.GetUtcNow().UtcDateTime;
        var knocks = (await members.Read(cancellationToken))
            .Where(member => member.Status == SiloStatus.Active && now - member.IAmAliveTime < SiloReach.Recent && SiloReach.IsKnownOn(member, Dns.GetHostName()))
            .Select(member => TlsDiagnosis.Of(member.SiloAddress.Endpoint, options.Credentials.Tls, cancellationToken));
        if (Array.Find(await Task.WhenAll(knocks), found => found is not null) is { } disagreement)
        {
            throw new IOException(disagreement);
        }
    }
}
