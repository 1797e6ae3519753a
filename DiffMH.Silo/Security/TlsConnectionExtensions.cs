using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace DiffMH.Silo.Security;

/// <summary>Which connections speak TLS: all, and to whom each is open.</summary>
internal static class TlsConnectionExtensions
{
    /// <summary>Silos speak with silos alone, and are spoken to by clients.</summary>
    public static ISiloBuilder UseTls(this ISiloBuilder silo, TlsIdentity own) => silo.Configure<SiloConnectionOptions>(connections =>
    {
        connections.ConfigureSiloInboundConnection(connection => connection.Speak(own, TlsRole.Silo, isServer: true));
        connections.ConfigureSiloOutboundConnection(connection => connection.Speak(own, TlsRole.Silo, isServer: false));
        connections.ConfigureGatewayInboundConnection(connection => connection.Speak(own, TlsRole.Client, isServer: true));
    });

    /// <summary>Clients speak with silos.</summary>
    public static IClientBuilder UseTls(this IClientBuilder client, TlsIdentity own) =>
        client.Configure<ClientConnectionOptions>(connections => connections.ConfigureConnection(connection => connection.Speak(own, TlsRole.Silo, isServer: false)));

    private static void Speak(this IConnectionBuilder connection, TlsIdentity own, TlsRole peer, bool isServer)
    {
        var middleware = new TlsMiddleware(own, peer, isServer, connection.ApplicationServices.GetRequiredService<ILogger<TlsMiddleware>>());
        connection.Use(middleware.Run);
    }
}
