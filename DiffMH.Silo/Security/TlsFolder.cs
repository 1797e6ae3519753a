using System.Security.Cryptography;

namespace DiffMH.Silo.Security;

/// <summary>The files of a folder of certificates, all PEM.</summary>
/// <param name="path">The folder.</param>
internal sealed class TlsFolder(string path)
{
    /// <summary>Where to look in the documentation.</summary>
    public const string Page = "docs/security.md";

    /// <summary>The extended key usage that makes a certificate a silo's.</summary>
    public static Oid Serving { get; } = new("1.3.6.1.5.5.7.3.1");

    /// <summary>The extended key usage that every certificate has.</summary>
    public static Oid Asking { get; } = new("1.3.6.1.5.5.7.3.2");

    /// <summary>The one authority whose certificates count: everybody has it.</summary>
    public string Authority => In("ca.pem");

    /// <summary>The authority's key, which makes certificates. It belongs on no machine that computes or asks.</summary>
    public string AuthorityKey => In("ca.key");

    /// <summary>The certificate of a role.</summary>
    public string Certificate(TlsRole role) => In($"{Name(role)}.pem");

    /// <summary>Its key.</summary>
    public string Key(TlsRole role) => In($"{Name(role)}.key");

    /// <summary>The folder as it was given.</summary>
    public override string ToString() => path;

    /// <summary>The role as files and sentences call it.</summary>
    public static string Name(TlsRole role) => role == TlsRole.Silo ? "silo" : "client";

    private string In(string file) => Path.Combine(path, file);
}
