using System.Collections.Immutable;

namespace DiffMH.Client.Results.Document;

/// <summary>What <c>diffmh cluster certs -o json</c> prints.</summary>
/// <param name="Certificates">The certificates made.</param>
public sealed record CertificatesDocument(ImmutableArray<CertificatesDocument.Made> Certificates)
{
    /// <summary>One of them.</summary>
    /// <param name="File">Its file.</param>
    /// <param name="Key">The file of its key, which only its owner can read.</param>
    /// <param name="ValidUntil">When it ends.</param>
    public sealed record Made(string File, string Key, DateTimeOffset ValidUntil);
}
