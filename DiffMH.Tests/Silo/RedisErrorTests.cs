using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DiffMH.Client;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Client;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Silo;

/// <summary>What is wrong with a Redis server is said in one sentence that names it and tells what to do; a password is in none.</summary>
public sealed class RedisErrorTests
{
    [Fact]
    public async Task A_server_that_is_not_there_is_named_at_once()
    {
        using var server = RedisProcess.Start();
        server.Stop();
        var expected = $"The Redis server {server.Address} cannot be reached (Connection refused). Start it, or give the address at which it listens; what was committed there is kept.";
        Assert.Equal((ExitCode.Usage, expected), await Start(server.Address));
        foreach (var command in new[] { "list", "status", "results", "export", "pause", "watch" })
        {
            var (code, output, error) = await Session.Run(CancellationToken.None, [command, .. command == "list" ? Array.Empty<string>() : ["any"], "--store", $"{server.Address}"]);
            Assert.Equal((ExitCode.ClusterUnreachable, "", expected), (code, output, error.TrimEnd()));
        }
    }

    [Fact]
    public async Task A_password_that_is_missing_or_wrong_is_said_and_never_printed()
    {
        using var server = RedisProcess.Start("--requirepass", "open-sesame");
        Assert.Equal((ExitCode.Usage, $"The Redis server {server.Address} asks for a password. Give it in DIFFMH__STOREPASSWORD."), await Start(server.Address));
        var (code, error) = await Start($"redis://:sesam@{server.Address.Server}");
        Assert.Equal(ExitCode.Usage, code);
        Assert.StartsWith($"The Redis server {server.Address} refuses the password. Give the right one in DIFFMH__STOREPASSWORD", error, StringComparison.Ordinal);
        Assert.DoesNotContain("sesam@", error, StringComparison.Ordinal);

        var right = StoreAddress.Of(server.Address with { Password = "open-sesame" });
        await using var silo = await RunningSilo.Start(right, plugins: null);
        var (_, output, said) = await Session.Run(CancellationToken.None, "cluster", "status", "--store", $"redis://:open-sesame@{server.Address.Server}");
        Assert.StartsWith($"{server.Address}: 1 silo", output, StringComparison.Ordinal);
        Assert.DoesNotContain("open-sesame", output + said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_somebody_else_is_left_alone()
    {
        using var server = RedisProcess.Start();
        server.Execute("SET", "somebody", "else");
        var (code, error) = await Start(server.Address);
        Assert.Equal((ExitCode.Usage, $"The Redis database '{server.Address}' has keys, but not those of DiffMH. Choose another, as by its number: {server.Address}/1"), (code, error));
        Assert.Equal("1", server.Execute("DBSIZE"));
    }

    [Fact]
    public async Task A_database_with_the_rest_of_a_store_says_that_it_must_be_emptied()
    {
        using var server = RedisProcess.Start();
        server.Execute("SET", "diffmh/state/point/0/state", "written after all was lost");
        var expected = $"The Redis database '{server.Address}' has lost the beginning of its store; what it has was written later. Stop the silos, empty the database (FLUSHDB), start them and submit again.";
        Assert.Equal((ExitCode.Usage, expected), await Start(server.Address));
        Assert.Equal((ExitCode.Usage, "", expected + Environment.NewLine), await Session.Run(CancellationToken.None, "list", "--store", $"{server.Address}"));

        server.Execute("SET", "somebody", "else");   // whose keys must not be deleted
        Assert.Contains("has keys, but not those of DiffMH", (await Start(server.Address)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_a_newer_DiffMH_is_left_alone()
    {
        using var server = RedisProcess.Start();
        server.Execute("HSET", "diffmh/meta", "schema", "9", "cluster", "1");
        var (code, error) = await Start(server.Address);
        Assert.Equal((ExitCode.Usage, $"'{server.Address}' has keys of version 9; this DiffMH reads versions up to 1. Use the DiffMH that wrote it, or another database."), (code, error));
        Assert.Equal("2", server.Execute("HLEN", "diffmh/meta"));
        (code, _, error) = await Session.Run(CancellationToken.None, "list", "--store", $"{server.Address}");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("version 9", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_is_reached_over_TLS_where_its_certificate_is_trusted()
    {
        using var folder = new TemporaryFolder();
        using var key = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) { CertificateExtensions = { names.Build() } };
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (file, port) = (folder.Write("certificate.pem", certificate.ExportCertificatePem()), FreePort.Find());
        using var server = RedisProcess.Start(
            "--tls-port", $"{port}", "--tls-cert-file", file, "--tls-key-file", folder.Write("key.pem", key.ExportRSAPrivateKeyPem()), "--tls-ca-cert-file", file, "--tls-auth-clients", "no");

        var store = $"rediss://localhost:{port}";
        Assert.Equal($"No silo is running for the store {store}. Start one with: diffmh silo start --store {store}", await List(store, trusted: file));
        Assert.StartsWith($"The Redis server {store} did not agree on TLS.", await List(store, trusted: folder.Write("nothing.pem", "")), StringComparison.Ordinal);
        var plain = await List($"redis://127.0.0.1:{port}", trusted: file);
        Assert.Contains("is TLS on at one end only?", plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replica_names_itself()
    {
        using var primary = RedisProcess.Start();
        using var replica = RedisProcess.Start("--replicaof", primary.Address.Host, $"{primary.Address.Port}");
        while (!replica.Execute("INFO", "replication").Contains("master_link_status:up", StringComparison.Ordinal))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal((ExitCode.Usage, $"The Redis server {replica.Address} is a read-only replica. Give the address of its primary."), await Start(replica.Address));
    }

    [Fact]
    public async Task A_server_that_keeps_nothing_or_deletes_what_it_has_is_warned_of()
    {
        using var server = RedisProcess.Start("--appendonly", "no", "--maxmemory", "1gb", "--maxmemory-policy", "allkeys-lru");
        await using var silo = await RunningSilo.Start(StoreAddress.Of(server.Address), plugins: null);
        var (code, _, error) = await silo.Run("cluster", "status");
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(
            [
                $"warning: The Redis server {server.Address} keeps no append-only file: what was committed since its last snapshot is lost when it stops. Set 'appendonly yes' there.",
                $"warning: The Redis server {server.Address} deletes keys when its memory is full (maxmemory-policy allkeys-lru), commits among them. Set 'maxmemory-policy noeviction' there.",
            ],
            error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_server_that_keeps_everything_is_not_warned_of_and_no_key_expires()
    {
        using var server = RedisProcess.Start();
        await using var silo = await RunningSilo.Start(StoreAddress.Of(server.Address), plugins: null);
        Assert.Empty((await silo.Run("cluster", "status", "-q")).Error);
        Assert.Contains("expires=0", server.Execute("INFO", "keyspace"), StringComparison.Ordinal);
    }

    /// <summary>What <c>list</c> says in a process of its own, which trusts the certificates of a file.</summary>
    private static async Task<string> List(string store, string trusted)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "diffmh.exe" : "diffmh");
        var start = new ProcessStartInfo(program, ["list", "--store", store]) { UseShellExecute = false, RedirectStandardError = true, Environment = { ["SSL_CERT_FILE"] = trusted } };
        using var process = Process.Start(start)!;
        return (await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd();
    }

    private static Task<(ExitCode Code, string Error)> Start(RedisAddress address) => Start($"{address}");

    private static async Task<(ExitCode Code, string Error)> Start(string store)
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, "silo", "start", "--store", store, "--plugins", Path.Combine(AppContext.BaseDirectory, "plugins"));
        Assert.Empty(output);
        return (code, error.TrimEnd());
    }
}
