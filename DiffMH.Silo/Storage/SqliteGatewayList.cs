using System.Collections.Immutable;
using System.Net;
using DiffMH.Silo.Hosting;
using Orleans.Messaging;

namespace DiffMH.Silo.Storage;

/// <summary>Where clients reach the silos of a store: read from the membership in its file, which is opened for reading alone and closed again.</summary>
/// <param name="path">The file.</param>
internal sealed class SqliteGatewayList(string path) : IGatewayListProvider
{
    /// <inheritdoc/>
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public bool IsUpdatable => true;

    /// <inheritdoc/>
    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<IList<Uri>> GetGateways() => await Alive(CancellationToken.None);

    /// <summary>All but those at which nobody listens: a silo that was killed stays a member until the others have noticed. None where there is no store.</summary>
    public async Task<ImmutableArray<Uri>> Alive(CancellationToken cancellationToken)
    {
        var members = await Task.Run(Members, cancellationToken);
        var answers = await Task.WhenAll(members.Select(member => Listening.At(new IPEndPoint(member.SiloAddress.Endpoint.Address, member.ProxyPort), cancellationToken)));
        return [.. members.Where((_, i) => answers[i] != false).Select(Gateway)];
    }

    private static Uri Gateway(MembershipEntry member) =>
        SiloAddress.New(member.SiloAddress.Endpoint.Address, member.ProxyPort, member.SiloAddress.Generation).ToGatewayUri();

    private List<MembershipEntry> Members()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = SqliteFile.OpenForReading(path);
        return [.. SqliteMembershipTable.Read(file).Where(entry => entry.Status == SiloStatus.Active && entry.ProxyPort > 0)];
    }
}
