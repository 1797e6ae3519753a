using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace DiffMH.Silo.Security;

/// <summary>One handshake, in which each side shows a certificate of the one authority.</summary>
/// <param name="own">Who this side is; null for nobody, to see whether the other side speaks TLS at all.</param>
/// <param name="peer">What the other side must be.</param>
internal sealed class TlsHandshake(TlsIdentity? own, TlsRole peer)
{
    /// <summary>Sent in the clear by clients as TLS asks for a name. No name is looked at.</summary>
    private const string NoName = "diffmh";

    /// <summary>Whether the other side has spoken TLS.</summary>
    public bool IsSpoken { get; private set; }

    /// <summary>Why the other side's certificate was refused, as the end of a sentence that begins with it; null where it was not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Speaks first.</summary>
    /// <exception cref="Exception">Of the kinds of <see cref="IsFailure"/>: it failed.</exception>
    public Task AsClient(SslStream stream, CancellationToken cancellationToken)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = NoName,
            ClientCertificateContext = own?.Context,
            CertificateChainPolicy = own?.Policy(peer),
            RemoteCertificateValidationCallback = Accepts,
            AllowTlsResume = false,   // each connection shows its certificates
        };
        return stream.AuthenticateAsClientAsync(options, cancellationToken);
    }

    /// <summary>Waits for the other side to speak.</summary>
    /// <exception cref="Exception">Of the kinds of <see cref="IsFailure"/>: it failed.</exception>
    public Task AsServer(SslStream stream, CancellationToken cancellationToken)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = own!.Context,
            ClientCertificateRequired = true,
            CertificateChainPolicy = own.Policy(peer),
            RemoteCertificateValidationCallback = Accepts,
            AllowTlsResume = false,
            AllowRenegotiation = false,
        };
        return stream.AuthenticateAsServerAsync(options, cancellationToken);
    }

    /// <summary>Whether an exception is how a handshake fails.</summary>
    public static bool IsFailure(Exception exception) => exception is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException;

    private bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        IsSpoken = true;
        Problem = certificate is not X509Certificate2 shown ? "is missing: the other side shows none" : own?.ProblemOf(shown, peer, TimeProvider.System.GetUtcNow());

        // Names are not looked at; whatever else the system finds wrong is wrong, also where this side did not.
        Problem ??= own is not null && (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) != SslPolicyErrors.None ? $"is refused: {errors}" : null;
        return Problem is null;
    }
}
