namespace DiffMH.Silo.Security;

/// <summary>What silos and clients show each other.</summary>
/// <param name="Tls">The certificates; null where connections are plain.</param>
/// <param name="Token">The secret of those who may change anything; null where everybody may.</param>
public sealed record Credentials(TlsIdentity? Tls = null, Token? Token = null)
{
    /// <summary>Nothing is shown and nothing asked.</summary>
    public static Credentials None { get; } = new();
}
