using System.Net;
using System.Net.Sockets;

namespace DiffMH.Silo.Hosting;

/// <summary>Asks whether anybody listens at an address.</summary>
internal static class Listening
{
    /// <summary>Long for a machine that is there: even a busy one completes a connection in its kernel.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether a connection can be made.</summary>
    /// <returns>True where somebody listens; false where the connection is refused, by which its machine says that nobody does; null where nothing is known.</returns>
    public static async Task<bool?> At(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, patience.Token);
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.ConnectionRefused ? false : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
