using System.Net;

namespace DiffMH.Tests.Silo;

/// <summary>A silo of which only the name and the addresses are there.</summary>
/// <param name="name">Its name.</param>
/// <param name="port">Its port.</param>
/// <param name="host">The name of its machine; null for this one.</param>
/// <param name="address">Its address; null for loopback.</param>
internal sealed class FakeSilo(string name, int port, string? host = null, string? address = null) : ILocalSiloDetails
{
    public string Name => name;

    public string ClusterId => "diffmh";

    public string DnsHostName => host ?? Dns.GetHostName();

    public SiloAddress SiloAddress { get; } = SiloAddress.New(address is null ? IPAddress.Loopback : IPAddress.Parse(address), port, 1000);

    public SiloAddress GatewayAddress => SiloAddress;

    /// <summary>Its row in the table of members.</summary>
    public MembershipEntry Entry(SiloStatus status) => new()
    {
        SiloAddress = SiloAddress,
        Status = status,
        SiloName = name,
        HostName = DnsHostName,
        ProxyPort = port,
        StartTime = TimeProvider.System.GetUtcNow().UtcDateTime,
        IAmAliveTime = TimeProvider.System.GetUtcNow().UtcDateTime,
    };
}
