using System.Net;
using System.Net.Sockets;

namespace DiffMH.Tests.Support;

/// <summary>A loopback port on which nobody listens, and which no other test of this process is given.</summary>
/// <remarks>Below those that systems give to whoever asks for any (from 32768 on), which another process or connection may have a moment later, and where no silo looks for the first free one.</remarks>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Count = 10_000;

    private static int last = Environment.ProcessId * 97 % Count;   // test processes side by side begin elsewhere

    /// <summary>Finds one.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref last) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
