using System.Collections.Immutable;
using System.Net;
using DiffMH.Silo.Storage;

namespace DiffMH.Silo.Hosting;

/// <summary>Which silos of a store can reach each other: each machine has a loopback address of its own, at which no other can ask for anybody.</summary>
internal static class SiloReach
{
    /// <summary>A silo that runs notes every five seconds that it does. One that was killed long ago must keep nobody out.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromSeconds(20);

    /// <summary>Whether a member's address means that member on a machine, and not a port of the machine itself.</summary>
    /// <param name="member">The member.</param>
    /// <param name="host">The name of the machine that asks.</param>
    public static bool IsKnownOn(MembershipEntry member, string host) => member.HostName == host || !IPAddress.IsLoopback(member.SiloAddress.Endpoint.Address);

    /// <summary>Sees to it that a silo that is about to join and those of other machines can reach each other: else they would declare each other dead for ever.</summary>
    /// <exception cref="IOException">They cannot; the message says what to do.</exception>
    public static async Task Require(ClusterSiloOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var members = ClusterStore.OpenMembers(options.Store);
        if (Problem(options, await members.Read(cancellationToken), time.GetUtcNow().UtcDateTime) is { } problem)
        {
            throw new IOException(problem);
        }
    }

    private static string? Problem(ClusterSiloOptions options, ImmutableArray<MembershipEntry> members, DateTime now)
    {
        var others = members.Where(member => member.Status == SiloStatus.Active && now - member.IAmAliveTime < Recent && member.HostName != Dns.GetHostName()).ToArray();
        return IPAddress.IsLoopback(options.Address) && others.FirstOrDefault() is { } other
            ? $"This silo's address {options.Address} is reached from this machine alone, and the store {options.Store} has silos of others, as {Name(other)}. Give the address at which they reach this machine, as by --address 10.0.0.12 or DIFFMH__ADDRESS."
            : Array.Find(others, member => IPAddress.IsLoopback(member.SiloAddress.Endpoint.Address)) is { } hidden
            ? $"The store {options.Store} has {Name(hidden)}, an address that is reached from its own machine alone. Start that silo again with the address at which others reach it, as by --address 10.0.0.12 or DIFFMH__ADDRESS."
            : null;
    }

    private static string Name(MembershipEntry member) => $"{member.SiloName} of {member.HostName} at {member.SiloAddress.Endpoint}";
}
