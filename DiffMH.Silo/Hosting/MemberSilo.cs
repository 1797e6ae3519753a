using System.Collections.Immutable;
using System.Net;
using DiffMH.Silo.Storage;

namespace DiffMH.Silo.Hosting;

/// <summary>A silo that has not left the cluster of its store.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address in the cluster, unique for the life of its process.</param>
/// <param name="Endpoint">Where other silos reach it.</param>
public sealed record MemberSilo(string Name, string Address, IPEndPoint Endpoint)
{
    /// <summary>The silos that a store lists and that have not left, by name. One that was killed is listed until the others notice.</summary>
    /// <exception cref="InvalidDataException">The store is damaged, not ours, or of a newer DiffMH.</exception>
    /// <exception cref="IOException">The store cannot be reached or read.</exception>
    public static async Task<ImmutableArray<MemberSilo>> Of(StoreAddress store, CancellationToken cancellationToken)
    {
        using var list = ClusterStore.OpenMembers(store);
        var members = (await list.Read(cancellationToken)).Where(entry => entry.Status != SiloStatus.Dead);
        return [.. members.OrderBy(entry => entry.SiloName, StringComparer.Ordinal).Select(entry => new MemberSilo(entry.SiloName, entry.SiloAddress.ToParsableString(), entry.SiloAddress.Endpoint))];
    }

    /// <summary>Whether somebody means it by a word: its name, its endpoint, or its whole address.</summary>
    public bool IsCalled(string word) => word == Name || word == Address || word == $"{Endpoint}";
}
