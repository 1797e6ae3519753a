using System.Net;
using DiffMH.Silo.Storage;

namespace DiffMH.Silo.Hosting;

/// <summary>A silo as its store lists it, and whether it is where it says.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Host">The name of its machine.</param>
/// <param name="Endpoint">Where other silos reach it.</param>
/// <param name="Gateway">Where clients reach it.</param>
/// <param name="Answers">Whether somebody listens for silos: false where nobody does, null where nothing is known.</param>
/// <param name="GatewayAnswers">The same for clients.</param>
public sealed record ListedSilo(string Name, string Host, IPEndPoint Endpoint, IPEndPoint Gateway, bool? Answers, bool? GatewayAnswers)
{
    /// <summary>Whether its address means it on this machine: the loopback address of another does not.</summary>
    public bool IsKnownHere => Host == Dns.GetHostName() || !IPAddress.IsLoopback(Endpoint.Address);

    /// <summary>The silos that a store lists as members, by name, asked from this machine.</summary>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The store cannot be reached or read.</exception>
    public static async Task<IReadOnlyList<ListedSilo>> Of(StoreAddress store, CancellationToken cancellationToken)
    {
        using var list = ClusterStore.OpenMembers(store);
        var members = (await list.Read(cancellationToken)).Where(entry => entry.Status == SiloStatus.Active);
        return await Task.WhenAll(members.OrderBy(entry => entry.SiloName, StringComparer.Ordinal).Select(entry => Of(entry, cancellationToken)));
    }

    private static async Task<ListedSilo> Of(MembershipEntry entry, CancellationToken cancellationToken)
    {
        var (endpoint, gateway) = (entry.SiloAddress.Endpoint, new IPEndPoint(entry.SiloAddress.Endpoint.Address, entry.ProxyPort));
        var answers = await Task.WhenAll(Listening.At(endpoint, cancellationToken), Listening.At(gateway, cancellationToken));
        return new(entry.SiloName, entry.HostName, endpoint, gateway, answers[0], answers[1]);
    }
}
