using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DiffMH.Silo.Security;

/// <summary>Makes a cluster's own authority, and certificates of it for silos and clients: ECDSA on P-256.</summary>
public static class TlsAuthority
{
    /// <summary>For how long an authority is valid.</summary>
    public const int AuthorityYears = 10;

    /// <summary>For how long a certificate is valid, where its authority is.</summary>
    public const int CertificateYears = 2;

    private const int SerialBytes = 16;   // of the hash of a new key, so that no two are the same

    /// <summary>Clocks of other machines may be behind.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    /// <summary>Makes what is missing in a folder: an authority where there is none, and of it a certificate and a key for silos and for clients. Nothing is overwritten.</summary>
    /// <param name="folder">The folder, made where there is none.</param>
    /// <param name="now">From when on.</param>
    /// <returns>The certificates made: their files, and when they end.</returns>
    /// <exception cref="IOException">There is nothing to make, or of a pair of files one alone.</exception>
    /// <exception cref="InvalidDataException">The authority cannot be read, or ends.</exception>
    public static ImmutableArray<(string File, DateTimeOffset Until)> Make(string folder, DateTimeOffset now)
    {
        var files = new TlsFolder(folder);
        Prepare(folder);
        var made = ImmutableArray.CreateBuilder<(string, DateTimeOffset)>();
        using var authority = IsThere(files.Authority, files.AuthorityKey) ? Open(files, now) : Found(files, now, made);
        foreach (var role in Enum.GetValues<TlsRole>().Where(role => !IsThere(files.Certificate(role), files.Key(role))))
        {
            made.Add((files.Certificate(role), Issue(files, authority, role, now)));
        }

        return made.Count > 0 ? made.DrainToImmutable() : throw new IOException(
            $"{folder} has an authority and certificates for silos and clients; none is overwritten. To renew one, move both of its files away, as {files.Certificate(TlsRole.Silo)} and {files.Key(TlsRole.Silo)}, and give the same command again.");
    }

    private static X509Certificate2 Found(TlsFolder files, DateTimeOffset now, ImmutableArray<(string, DateTimeOffset)>.Builder made)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=DiffMH authority {Convert.ToHexStringLower(Serial(key)[..4])}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var authority = request.CreateSelfSigned(now - Before, now.AddYears(AuthorityYears));
        Write(files.Authority, authority, files.AuthorityKey, key);
        made.Add((files.Authority, new(authority.NotAfter)));
        return authority;
    }

    private static X509Certificate2 Open(TlsFolder files, DateTimeOffset now)
    {
        try
        {
            var authority = X509Certificate2.CreateFromPemFile(files.Authority, files.AuthorityKey);
            return now < new DateTimeOffset(authority.NotAfter) ? authority : throw new InvalidDataException($"{files.Authority} has expired. Make a new authority in a new folder, and give its files to all silos and clients.");
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException($"{files.Authority} and {files.AuthorityKey} cannot be read: {problem.Message} Give the folder that has both as they were made.", problem);
        }
    }

    private static DateTimeOffset Issue(TlsFolder files, X509Certificate2 authority, TlsRole role, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=DiffMH {TlsFolder.Name(role)}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        OidCollection usages = role == TlsRole.Silo ? [TlsFolder.Serving, TlsFolder.Asking] : [TlsFolder.Asking];
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var (begin, end) = (new DateTimeOffset(authority.NotBefore), new DateTimeOffset(authority.NotAfter));
        var (from, wanted) = (now - Before, now.AddYears(CertificateYears));
        var until = wanted < end ? wanted : end;
        using var issued = request.Create(authority, from > begin ? from : begin, until, Serial(key));
        Write(files.Certificate(role), issued, files.Key(role), key);
        return until;
    }

    private static byte[] Serial(ECDsa key) => SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..SerialBytes];

    private static bool IsThere(string certificate, string key) => (File.Exists(certificate), File.Exists(key)) switch
    {
        (true, true) => true,
        (false, false) => false,
        (true, false) => throw new IOException($"There is {certificate} without {key}, and nothing is overwritten. Put the key back, or move the certificate away."),
        _ => throw new IOException($"There is {key} without {certificate}, and nothing is overwritten. Put the certificate back, or move the key away."),
    };

    private static void Prepare(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void Write(string file, X509Certificate2 certificate, string keyFile, ECDsa key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;   // from its first byte on
        }

        using (var writer = new StreamWriter(keyFile, options))
        {
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }

        using var stream = new StreamWriter(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write });
        stream.WriteLine(certificate.ExportCertificatePem());
    }
}
