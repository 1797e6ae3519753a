using DiffMH.Client;
using DiffMH.Client.Results.Document;
using DiffMH.Tests.Client;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Security;

/// <summary>All of it as a user has it: certificates by the command, silos in processes of their own, settings from the environment and from options.</summary>
public sealed class SecuredCommandTests : IDisposable
{
    private const string Secret = "b81c4dd0d8c6f7a35a7d9f5e";
    private const string Mixture = "DiffMH.Plugins.Mixture";

    private readonly TemporaryFolder folder = new();
    private readonly SqliteTestStore store = new();
    private readonly List<SiloProcess> silos = [];

    private string Certificates => folder.File("certificates");

    private string TokenFile => folder.File("secret.token");

    public void Dispose()
    {
        silos.ForEach(silo => silo.Dispose());
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Two_silos_with_certificates_and_a_token_give_the_digest_of_run_to_those_who_have_both()
    {
        await StartTwo(plugins: null);
        var file = folder.Write("small.yaml", SweepTexts.Small);
        var run = await Run("run", file, "--out", folder.File("run"), "-q", "-o", "json");
        var submitted = await Run("submit", file, "--watch", "-q", "-o", "json", "--store", $"{store}", "--tls", Certificates, "--token-file", TokenFile);
        Assert.True(submitted.Code == ExitCode.Done, submitted.Error);
        Assert.Equal(Digest(run.Output), Digest(submitted.Output));

        var plain = await Run("list", "--store", $"{store}");
        Assert.Equal(ExitCode.ClusterUnreachable, plain.Code);
        Assert.Contains("asks for TLS, and this process does not speak it. Give the folder of its certificates with --tls FOLDER", plain.Error);

        var reading = await Run("list", "--store", $"{store}", "--tls", Certificates);
        Assert.Equal(ExitCode.Done, reading.Code);
        Assert.Contains("small", reading.Output);

        string[] shown = ["--store", $"{store}", "--tls", Certificates];
        var longer = folder.Write("long.yaml", SweepTexts.Long);
        Assert.Equal(ExitCode.Done, (await Run(["submit", longer, .. shown, "--token-file", TokenFile])).Code);
        foreach (var words in new string[][] { ["pause", "long"], ["cancel", "long"], ["submit", longer, "--set", "seed=12"] })
        {
            var refused = await Run([.. words, .. shown]);
            Assert.Equal(ExitCode.Usage, refused.Code);
            Assert.Contains("ask for their token", refused.Error);
            Assert.Contains("DIFFMH__TOKEN", refused.Error);
        }

        Assert.Equal(ExitCode.Done, (await Run("cancel", "long", "--store", $"{store}", "--tls", Certificates, "--token-file", TokenFile)).Code);
        Assert.All(silos, silo => Assert.DoesNotContain(Secret, silo.Error + silo.Ready));
    }

    [Fact]
    public async Task The_example_of_plugin_push_pushes()
    {
        Directory.CreateDirectory(folder.File("drop"));
        CopiedPlugins.To(folder.File("plugins-of-mine"), Mixture);
        await StartTwo(folder.File("drop"));
        var example = Assert.Single(ExampleTests.Leaves().Single(leaf => leaf.Path == "plugin push").Command.Examples);
        string[] words = [.. ExampleTests.Words(example).Select(word => word.StartsWith("plugins-of-mine", StringComparison.Ordinal) || word == "secret.token" ? folder.File(word) : word)];
        var (code, output, error) = await PushedPlugin.Send(() => Run([.. words, "--store", $"{store}", "--tls", Certificates, "-o", "json"]));
        Assert.True(code == ExitCode.Done, output + error);
        Assert.Equal([true, true], SummaryJson.Read<PushDocument>(output).Silos.Select(silo => silo.Usable));
    }

    [Theory]
    [InlineData("short", "--token-file has no token, but 5 characters that are none; expected 16 … 512 letters")]
    [InlineData(null, "which cannot be read")]
    public async Task What_is_no_token_is_said_without_saying_it(string? text, string expected)
    {
        var file = text is null ? folder.File("missing") : folder.Write("token", text);
        var (code, _, error) = await Run("list", "--store", $"{store}", "--token-file", file);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(expected, error);
        Assert.DoesNotContain("short", error);
    }

    [Fact]
    public async Task A_silo_takes_plugins_only_where_it_has_a_token_and_certificates_only_where_they_are()
    {
        var (code, _, error) = await Run("silo", "start", "--store", $"{store}", "--accept-plugins");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("--accept-plugins lets others run code in the silo; expected a token with it", error);
        (code, _, error) = await Run("silo", "start", "--store", $"{store}", "--tls", folder.File("nowhere"));
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("TLS: there is no", error);
    }

    private static Task<(ExitCode Code, string Output, string Error)> Run(params string[] words) => Session.Run(TestContext.Current.CancellationToken, words);

    private static string Digest(string json) => SummaryJson.Read<SummaryDocument>(json).Sweep.Digest!;

    private async Task StartTwo(string? plugins)
    {
        Assert.Equal(ExitCode.Done, (await Run("cluster", "certs", Certificates)).Code);
        folder.Write("secret.token", $"{Secret}\n");
        var environment = new Dictionary<string, string> { ["DIFFMH__TLS"] = Certificates, ["DIFFMH__TOKENFILE"] = TokenFile, ["DIFFMH__ACCEPTPLUGINS"] = "true" };
        silos.Add(await SiloProcess.Start($"{store}", environment, plugins));
        silos.Add(await SiloProcess.Start($"{store}", environment, plugins));
    }
}
