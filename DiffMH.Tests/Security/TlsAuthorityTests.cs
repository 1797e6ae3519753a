using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DiffMH.Silo.Security;

namespace DiffMH.Tests.Security;

/// <summary>What is in a folder of certificates, and what is done with folders that are not as they should be.</summary>
public sealed class TlsAuthorityTests : IDisposable
{
    private readonly TlsFolders folders = new();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public void Dispose() => folders.Dispose();

    [Fact]
    public void Certificates_are_of_their_authority_and_say_who_may_be_a_silo()
    {
        using var authority = X509Certificate2.CreateFromPemFile(Path.Combine(folders.Ours, "ca.pem"), Path.Combine(folders.Ours, "ca.key"));
        using var silo = X509Certificate2.CreateFromPemFile(Path.Combine(folders.Ours, "silo.pem"), Path.Combine(folders.Ours, "silo.key"));
        using var client = X509Certificate2.CreateFromPemFile(Path.Combine(folders.Ours, "client.pem"), Path.Combine(folders.Ours, "client.key"));
        Assert.Equal("1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2", Usages(silo));
        Assert.Equal("1.3.6.1.5.5.7.3.2", Usages(client));
        Assert.Equal(0, authority.Extensions.OfType<X509BasicConstraintsExtension>().Single().PathLengthConstraint);
        Assert.False(client.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal(3, new[] { authority, silo, client }.Select(one => one.SerialNumber).Distinct().Count());
        Assert.All([authority, silo, client], one => Assert.Equal(ECCurve.NamedCurves.nistP256.Oid.Value, one.GetECDsaPublicKey()!.ExportParameters(includePrivateParameters: false).Curve.Oid.Value));
        Assert.InRange(silo.NotAfter, Now.AddYears(TlsAuthority.CertificateYears).AddMinutes(-5).LocalDateTime, Now.AddYears(TlsAuthority.CertificateYears).LocalDateTime);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_their_owner_can_read_keys()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no mode");
        foreach (var key in Directory.GetFiles(folders.Theirs, "*.key"))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folders.Theirs));
    }

    [Fact]
    public void Nothing_is_overwritten_and_what_was_moved_away_is_made_anew()
    {
        var before = Hash();
        Assert.Contains("none is overwritten. To renew one, move both of its files away", Assert.Throws<IOException>(() => TlsAuthority.Make(folders.Ours, Now)).Message);
        Assert.Equal(before, Hash());
        File.Delete(Path.Combine(folders.Ours, "silo.key"));
        Assert.Contains("silo.pem without", Assert.Throws<IOException>(() => TlsAuthority.Make(folders.Ours, Now)).Message);
        File.Delete(Path.Combine(folders.Ours, "silo.pem"));
        Assert.Equal([Path.Combine(folders.Ours, "silo.pem")], TlsAuthority.Make(folders.Ours, Now).Select(made => made.File));
        TlsIdentity.Load(folders.Ours, TlsRole.Silo, Now);
        File.Delete(Path.Combine(folders.Ours, "ca.pem"));
        Assert.Contains("ca.key without", Assert.Throws<IOException>(() => TlsAuthority.Make(folders.Ours, Now)).Message);
    }

    [Fact]
    public void A_certificate_ends_with_its_authority()
    {
        var almost = Now.AddYears(TlsAuthority.AuthorityYears).AddDays(-3);
        foreach (var file in new[] { "client.pem", "client.key" })
        {
            File.Delete(Path.Combine(folders.Theirs, file));
        }

        var made = TlsAuthority.Make(folders.Theirs, almost).Single();
        Assert.InRange(made.Until, almost.AddDays(2), almost.AddDays(3));
        TlsIdentity.Load(folders.Theirs, TlsRole.Client, almost);
    }

    public static TheoryData<string, string> Broken { get; } = new()
    {
        { "expired", "silo.pem has expired on" },
        { "early", "silo.pem is not valid before" },
        { "foreign", "silo.pem is not of the authority in" },
        { "client", "silo.pem is not that of a silo: its extended key usage says otherwise" },
        { "nothing", "TLS: there is no" },
        { "no key", "silo.key. The folder must have ca.pem" },
        { "other key", "silo.pem cannot be read" },
        { "text", "silo.pem cannot be read" },
        { "two", "it has 2 certificates, and one authority is to be trusted" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_cannot_be_used_is_said_at_the_start(string what, string expected)
    {
        string File(string name) => Path.Combine(folders.Ours, name);
        var (folder, now) = what switch
        {
            "expired" => (folders.Expired, Now),
            "early" => (folders.Theirs, Now.AddDays(-1)),
            _ => (folders.Ours, Now),
        };
        switch (what)
        {
            case "foreign":
                Replace(folders.Theirs, "silo");
                break;
            case "client":
                Replace(folders.Ours, "client");
                break;
            case "nothing":
                Directory.Delete(folders.Ours, recursive: true);
                break;
            case "no key":
                System.IO.File.Delete(File("silo.key"));
                break;
            case "other key":
                System.IO.File.Copy(File("client.key"), File("silo.key"), overwrite: true);
                break;
            case "text":
                System.IO.File.WriteAllText(File("silo.pem"), "a certificate");
                break;
            case "two":
                System.IO.File.AppendAllText(File("ca.pem"), System.IO.File.ReadAllText(Path.Combine(folders.Theirs, "ca.pem")));
                break;
        }

        var message = Assert.Throws<InvalidDataException>(() => TlsIdentity.Load(folder, TlsRole.Silo, now)).Message;
        Assert.StartsWith("TLS: ", message);
        Assert.Contains(expected, message);
    }

    [Fact]
    public void A_certificate_that_ends_within_a_month_is_warned_of()
    {
        var silo = TlsIdentity.Load(folders.Ours, TlsRole.Silo, Now);
        Assert.Null(silo.Warning(Now));
        Assert.Contains("silo.pem is valid until", silo.Warning(Now.AddYears(TlsAuthority.CertificateYears).AddDays(-29)));
    }

    private static string Usages(X509Certificate2 certificate) =>
        string.Join(' ', certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<Oid>().Select(usage => usage.Value).Order());

    private void Replace(string folder, string role)
    {
        foreach (var end in new[] { "pem", "key" })
        {
            File.Copy(Path.Combine(folder, $"{role}.{end}"), Path.Combine(folders.Ours, $"silo.{end}"), overwrite: true);
        }
    }

    private string Hash() => string.Concat(Directory.GetFiles(folders.Ours).Order().Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));
}
