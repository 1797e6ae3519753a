using System.Net;
using DiffMH.Silo.Security;
using DiffMH.Silo.Storage;

namespace DiffMH.Silo.Hosting;

/// <summary>Which silos of a store can reach each other: each machine has a loopback address of its own, at which no other can ask for anybody.</summary>
internal static class SiloReach
{
    /// <summary>A silo that runs notes every five seconds that it does. One that was killed long ago must keep nobody out.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromSeconds(20);

    /// <summary>Whether a member's address means that member on a machine, and not a port of the machine itself.</summary>
    /// <param name="member">The member.</param>
    /// <param name="host">The name of the machine that asks.</param>
    public static bool IsKnownOn(MembershipEntry member, string host) => member.HostName == host || !IPAddress.IsLoopback(member.SiloAddress.Endpoint.Address);

    /// <summary>Sees to it that a silo that is about to join and those of other machines can reach each other: else they would declare each other dead for ever.</summary>
    /// <exception cref="IOException">They cannot; the message says what to do.</exception>
    public static async Task Require(ClusterSiloOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var members = ClusterStore.OpenMembers(options.Store);
        MembershipEntry[] alive = [.. (await members.Read(cancellationToken)).Where(member => member.Status == SiloStatus.Active && time.GetUtcNow().UtcDateTime - member.IAmAliveTime < Recent)];
        if (Problem(options, alive) is { } problem)
        {
            throw new IOException(problem);
        }

        var knocks = alive.Where(member => IsKnownOn(member, Dns.GetHostName())).Select(member => TlsDiagnosis.Of(member.SiloAddress.Endpoint, options.Credentials.Tls, cancellationToken));
        if (Array.Find(await Task.WhenAll(knocks), found => found is not null) is { } disagreement)
        {
            throw new IOException(disagreement);   // Orleans would try to join for minutes, and not say why
        }
    }

    private static string? Problem(ClusterSiloOptions options, MembershipEntry[] alive)
    {
        var others = alive.Where(member => member.HostName != Dns.GetHostName()).ToArray();
        return IPAddress.IsLoopback(options.Address) && others.FirstOrDefault() is { } other
            ? $"This silo's address {options.Address} is reached from this machine alone, and the store {options.Store} has silos of others, as {Name(other)}. Give the address at which they reach this machine, as by --address 10.0.0.12 or DIFFMH__ADDRESS."
            : Array.Find(others, member => IPAddress.IsLoopback(member.SiloAddress.Endpoint.Address)) is { } hidden
            ? $"The store {options.Store} has {Name(hidden)}, an address that is reached from its own machine alone. Start that silo again with the address at which others reach it, as by --address 10.0.0.12 or DIFFMH__ADDRESS."
            : null;
    }

    private static string Name(MembershipEntry member) => $"{member.SiloName} of {member.HostName} at {member.SiloAddress.Endpoint}";
}
