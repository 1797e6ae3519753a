using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace DiffMH.Silo.Security;

/// <summary>Finds out whether TLS is why a silo does not answer, by knocking once: Orleans says only that it does not.</summary>
internal static class TlsDiagnosis
{
    private const string GiveFolder = "Give the folder of its certificates with --tls FOLDER, or DIFFMH__TLS";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A silo that refuses a certificate closes the connection at once.</summary>
    private static readonly TimeSpan RefusalPatience = TimeSpan.FromSeconds(0.5);

    /// <summary>Knocks at a silo.</summary>
    /// <param name="endpoint">Where it listens.</param>
    /// <param name="own">Who knocks; null where it does not speak TLS.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A sentence that says what is wrong and what to do; null where TLS is not what is wrong.</returns>
    public static async Task<string?> Of(IPEndPoint endpoint, TlsIdentity? own, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var handshake = new TlsHandshake(own, TlsRole.Silo);
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, patience.Token);
        }
        catch (Exception exception) when (exception is SocketException || IsGivenUp(exception, cancellationToken))
        {
            return null;   // nobody is there
        }

        await using var stream = new SslStream(new NetworkStream(socket));
        try
        {
            await handshake.AsClient(stream, patience.Token);
            return own is null ? AsksForTls(endpoint) : await IsRefused(stream, cancellationToken) ? Refused(endpoint, own) : null;
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException || IsGivenUp(exception, cancellationToken))
        {
            return (own, handshake) switch
            {
                (null, { IsSpoken: true }) => AsksForTls(endpoint),
                (null, _) => null,
                (_, { Problem: { } problem }) => $"TLS: the certificate of the silo at {endpoint} {problem}. Silos and clients of a cluster have certificates of one authority; {own.AuthorityFile} is the one given here.",
                _ when exception is OperationCanceledException => null,   // who says nothing may be frozen or overloaded, and speak TLS
                (_, { IsSpoken: true }) => Refused(endpoint, own),
                _ => $"The silo at {endpoint} does not speak TLS, and this process does, with {own.File}. Start all silos with --tls FOLDER, or give no --tls and no DIFFMH__TLS here.",
            };
        }
    }

    private static string AsksForTls(IPEndPoint endpoint) => $"The silo at {endpoint} asks for TLS, and this process does not speak it. {GiveFolder}.";

    private static string Refused(IPEndPoint endpoint, TlsIdentity own) =>
        $"TLS: the silo at {endpoint} refuses the certificate {own.File}: it is of another authority than the silo's, or not valid by its clock. The silo's log says which.";

    private static bool IsGivenUp(Exception exception, CancellationToken cancellationToken) => exception is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    /// <summary>Whether the silo closes the connection: in TLS 1.3 it judges a certificate when this side has finished the handshake. One that accepts it waits for this side to speak.</summary>
    private static async Task<bool> IsRefused(SslStream stream, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(RefusalPatience);
        try
        {
            return await stream.ReadAsync(new byte[1], patience.Token) == 0;
        }
        catch (Exception exception) when (IsGivenUp(exception, cancellationToken))
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
