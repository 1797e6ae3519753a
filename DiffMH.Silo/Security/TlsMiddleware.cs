using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace DiffMH.Silo.Security;

/// <summary>Has the connections of silos and clients speak TLS before a byte of Orleans is read or written.</summary>
/// <param name="own">Who this process is.</param>
/// <param name="peer">What the other side must be.</param>
/// <param name="isServer">Whether the other side speaks first.</param>
/// <param name="logger">Where refusals are said.</param>
internal sealed class TlsMiddleware(TlsIdentity own, TlsRole peer, bool isServer, ILogger logger)
{
    /// <summary>A handshake takes milliseconds; whoever connects and says nothing is let go.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whoever knocks again and again does not fill the log.</summary>
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(10);

    private long said;

    /// <summary>Speaks TLS over a connection, and Orleans over that.</summary>
    public async Task Run(ConnectionContext connection, Func<Task> next)
    {
        var plain = connection.Transport;
        await using var below = new PipeStream(plain);
        await using var stream = new SslStream(below, leaveInnerStreamOpen: true);
        await Greet(connection, stream, below);
        connection.Transport = new StreamPipe(stream);
        try
        {
            await next();
        }
        finally
        {
            connection.Transport = plain;
        }
    }

    private async Task Greet(ConnectionContext connection, SslStream stream, PipeStream below)
    {
        // Not only until the connection is closed: what was said before, as why a certificate is refused, is still to be read.
        using var patience = new CancellationTokenSource(Patience);
        var handshake = new TlsHandshake(own, peer);
        try
        {
            await (isServer ? handshake.AsServer(stream, patience.Token) : handshake.AsClient(stream, patience.Token));
        }
        catch (Exception exception) when (TlsHandshake.IsFailure(exception))
        {
            var reason = handshake.Problem is { } problem ? $"its certificate {problem}"
                : handshake.IsSpoken ? "it ends the handshake, as who refuses this side's certificate"
                : "it does not speak TLS";

            // Who looks whether anybody listens says nothing, and who knocks has hung up before a busy silo has read it all: no news of TLS.
            if (below.HasRead && exception is not OperationCanceledException)
            {
                Say(connection, reason);
            }

            throw new ConnectionAbortedException($"TLS with {connection.RemoteEndPoint}: {reason}.", exception);
        }
    }

    private void Say(ConnectionContext connection, string reason)
    {
        var last = Interlocked.Read(ref said);
        var now = TimeProvider.System.GetTimestamp();
        if ((last == 0 || TimeProvider.System.GetElapsedTime(last, now) > SayEvery) && Interlocked.CompareExchange(ref said, now, last) == last)
        {
            logger.LogWarning("TLS: no connection {Direction} {Other}: {Reason}", isServer ? "from" : "to", connection.RemoteEndPoint, reason);
        }
    }
}
