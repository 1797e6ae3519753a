using DiffMH.Silo.Security;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Security;

/// <summary>Folders of certificates, of two clusters. They are gone after the test.</summary>
internal sealed class TlsFolders : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TlsFolders()
    {
        var now = TimeProvider.System.GetUtcNow();
        TlsAuthority.Make(Expired, Yesterday.AddYears(-TlsAuthority.CertificateYears));
        Directory.CreateDirectory(Ours);
        foreach (var file in new[] { "ca.pem", "ca.key" })
        {
            File.Copy(Path.Combine(Expired, file), Path.Combine(Ours, file));
        }

        TlsAuthority.Make(Ours, now);
        TlsAuthority.Make(Theirs, now);
    }

    /// <summary>When the certificates of <see cref="Expired"/> ended.</summary>
    public static DateTimeOffset Yesterday { get; } = TimeProvider.System.GetUtcNow().AddDays(-1);

    /// <summary>The certificates of one cluster.</summary>
    public string Ours => folder.File("ours");

    /// <summary>Certificates of the same authority that have ended.</summary>
    public string Expired => folder.File("expired");

    /// <summary>The certificates of another cluster.</summary>
    public string Theirs => folder.File("theirs");

    /// <summary>A path beside them.</summary>
    public string Another(string name) => folder.File(name);

    /// <summary>Credentials of a role, with a token or none.</summary>
    public static Credentials Of(string folder, TlsRole role, string? token = null) =>
        new(TlsIdentity.Load(folder, role, TimeProvider.System.GetUtcNow()), token is null ? null : Token.TryParse(token));

    public void Dispose() => folder.Dispose();
}
