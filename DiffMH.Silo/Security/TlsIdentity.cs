using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DiffMH.Silo.Security;

/// <summary>Who a process is to others, and the one authority by which it knows them: read once, at its start.</summary>
/// <remarks>
/// No name of a machine counts and no authority that the machine trusts: silos come and go under any address, and whoever the cluster's
/// own authority has given a certificate is meant.
/// </remarks>
public sealed class TlsIdentity
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    private readonly TlsFolder folder;
    private readonly X509Certificate2 authority;
    private readonly X509Certificate2 own;

    private TlsIdentity(TlsFolder folder, TlsRole role, X509Certificate2 authority, X509Certificate2 own)
    {
        (this.folder, Role, this.authority, this.own) = (folder, role, authority, own);
        Context = SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true);
    }

    /// <summary>What it may do.</summary>
    public TlsRole Role { get; }

    /// <summary>The file of its certificate.</summary>
    public string File => folder.Certificate(Role);

    /// <summary>The file of the authority.</summary>
    internal string AuthorityFile => folder.Authority;

    /// <summary>Its certificate as it is shown to others.</summary>
    internal SslStreamCertificateContext Context { get; }

    /// <summary>Reads the authority, and the certificate and the key of a role.</summary>
    /// <param name="folder">The folder that <c>cluster certs</c> has made, or one with the same files.</param>
    /// <param name="role">Whose.</param>
    /// <param name="now">By which they must be valid.</param>
    /// <exception cref="InvalidDataException">A file is missing or is none, the certificate is not valid now, of another authority, or of another role. The message names TLS and says what to do.</exception>
    public static TlsIdentity Load(string folder, TlsRole role, DateTimeOffset now)
    {
        var files = new TlsFolder(folder);
        var identity = new TlsIdentity(
            files,
            role,
            Read(files.Authority, () => Single(files.Authority)),
            Read(files.Certificate(role), () => WithKey(files.Certificate(role), Existing(files.Key(role)))));
        return identity.ProblemOf(identity.own, role, now) is { } problem
            ? throw new InvalidDataException($"TLS: {identity.File} {problem}. {Renew(files)}")
            : identity;
    }

    /// <summary>What is to be said at a start: that the certificate ends soon; null where it does not.</summary>
    public string? Warning(DateTimeOffset now) => new DateTimeOffset(own.NotAfter) - now < Soon
        ? $"{File} is valid until {Day(own.NotAfter)} only. {Renew(folder)}"
        : null;

    /// <summary>How others are judged.</summary>
    /// <param name="peer">What they must be; of a client it is asked that it may ask, which silos may, too.</param>
    internal X509ChainPolicy Policy(TlsRole peer)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,   // there is nobody to ask; docs/security.md says how to shut one out
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.Add(authority);
        policy.ApplicationPolicy.Add(peer == TlsRole.Silo ? TlsFolder.Serving : TlsFolder.Asking);
        return policy;
    }

    /// <summary>What is wrong with a certificate, as the end of a sentence that begins with it; null where nothing is.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="peer">What its owner must be.</param>
    /// <param name="now">By which it must be valid.</param>
    internal string? ProblemOf(X509Certificate2 certificate, TlsRole peer, DateTimeOffset now)
    {
        using var chain = new X509Chain { ChainPolicy = Policy(peer) };
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        return chain.Build(certificate) ? null
            : now > new DateTimeOffset(certificate.NotAfter) ? $"has expired on {Day(certificate.NotAfter)}"
            : now < new DateTimeOffset(certificate.NotBefore) ? $"is not valid before {Day(certificate.NotBefore)}; look at the clocks of both machines"
            : Has(chain, X509ChainStatusFlags.NotValidForUsage) ? $"is not that of a {TlsFolder.Name(peer)}: its extended key usage says otherwise"
            : now > new DateTimeOffset(authority.NotAfter) ? $"is of the authority {folder.Authority}, which has expired on {Day(authority.NotAfter)}"
            : $"is not of the authority in {folder.Authority}";
    }

    private static bool Has(X509Chain chain, X509ChainStatusFlags flag) => chain.ChainStatus.Any(status => status.Status.HasFlag(flag));

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Renew(TlsFolder folder) =>
        $"To make a new one, move both of its files out of a folder that has {Path.GetFileName(folder.AuthorityKey)} and run: diffmh cluster certs FOLDER ({TlsFolder.Page})";

    private static X509Certificate2 Read(string file, Func<X509Certificate2> read)
    {
        try
        {
            Existing(file);
            return read();
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException($"TLS: {file} cannot be read: {problem.Message} It must be PEM, and its key the one it was made with.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException && problem is not FileNotFoundException)
        {
            throw new InvalidDataException($"TLS: {file} or its key cannot be read: {problem.Message}", problem);
        }
    }

    private static string Existing(string file) => System.IO.File.Exists(file)
        ? file
        : throw new InvalidDataException($"TLS: there is no {file}. The folder must have ca.pem, and the certificate and the key of a silo (silo.pem, silo.key) or of a client (client.pem, client.key), as diffmh cluster certs FOLDER makes them.");

    private static X509Certificate2 Single(string file)
    {
        var found = new X509Certificate2Collection();
        found.ImportFromPemFile(file);
        return found.Count == 1 ? found[0] : throw new CryptographicException($"it has {found.Count} certificates, and one authority is to be trusted.");
    }

    private static X509Certificate2 WithKey(string certificate, string key)
    {
        var read = X509Certificate2.CreateFromPemFile(certificate, key);
        if (!OperatingSystem.IsWindows())
        {
            return read;
        }

        using (read)
        {
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);   // Windows' TLS takes no key that is in memory alone
        }
    }
}
