using System.Net;

namespace DiffMH.Tests.Silo;

/// <summary>A silo of which only the name and the addresses are there.</summary>
internal sealed class FakeSilo(string name, int port) : ILocalSiloDetails
{
    public string Name => name;

    public string ClusterId => "diffmh";

    public string DnsHostName => "localhost";

    public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, port, 1000);

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
