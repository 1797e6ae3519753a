using System.Net;
using System.Net.Sockets;

namespace DiffMH.Tests.Support;

/// <summary>A loopback port on which nobody listens.</summary>
internal static class FreePort
{
    /// <summary>Finds one.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
