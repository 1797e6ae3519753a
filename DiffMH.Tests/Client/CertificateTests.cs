using System.Text.Json;
using DiffMH.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>A plugin that was verified has a certificate, which is shown, and which a sweep can ask for.</summary>
public sealed class CertificateTests
{
    private static readonly string TestPlugins = Path.Combine(AppContext.BaseDirectory, "test-plugins");

    [Fact]
    public async Task A_sweep_that_requires_it_is_refused_until_its_plugin_has_passed()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("gaussian.yaml", InvalidInputTests.Gaussian.Replace("mode:", "require_verify: true\nmode:"));
        foreach (var command in (string[][])[["plan"], ["run"], ["submit", "--store", $"sqlite:{folder.File("state.db")}"]])
        {
            var (refused, output, error) = await Session.Run(folder.Path, CancellationToken.None, [.. command, file, "-q"]);
            Assert.Equal(ExitCode.PluginMissing, refused);
            Assert.Empty(output);
            Assert.Matches($"require_verify: DiffMH.Plugins.Gaussian 0.1.0 with hash [0-9a-f]{{8}} has no certificate in .*certificates; it must have passed one. Verify it: .*diffmh verify DiffMH.Plugins.Gaussian", error);
        }

        Assert.Equal(ExitCode.Done, (await Session.Run(folder.Path, CancellationToken.None, "verify", "DiffMH.Plugins.Gaussian", "--draws", "1000")).Code);
        var (code, _, problem) = await Session.Run(folder.Path, CancellationToken.None, "plan", file, "-q");
        Assert.True(code == ExitCode.Done, problem);
    }

    [Fact]
    public async Task A_certificate_says_what_was_found_when_and_of_which_bits()
    {
        using var folder = new TemporaryFolder();
        await Session.Run(folder.Path, CancellationToken.None, "verify", "Moods", "--plugins", TestPlugins, "--draws", "1000", "--seed", "5");
        var (_, output, _) = await Session.Run(folder.Path, CancellationToken.None, "plugin", "list", "--plugins", TestPlugins, "-o", "json");
        var plugins = JsonDocument.Parse(output).RootElement.EnumerateArray().ToDictionary(plugin => plugin.GetProperty("folder").GetString()!);
        var listed = plugins["DiffMH.TestPlugins.Moods"].GetProperty("certificate");
        Assert.Equal((true, 5), (listed.GetProperty("passed").GetBoolean(), listed.GetProperty("seed").GetInt32()));
        Assert.Equal(JsonValueKind.Null, plugins["Counts"].GetProperty("certificate").ValueKind);

        var kept = JsonDocument.Parse(File.ReadAllText(Assert.Single(Directory.GetFiles(folder.File("certificates"))))).RootElement;
        Assert.Equal(plugins["DiffMH.TestPlugins.Moods"].GetProperty("plugin").GetProperty("hash").GetString(), kept.GetProperty("plugin").GetProperty("hash").GetString());
        Assert.Equal("1.0", kept.GetProperty("contract").GetString());
        Assert.True(kept.GetProperty("rows").GetArrayLength() > 10);

        var (_, table, _) = await Session.Run(folder.Path, CancellationToken.None, "plugin", "list", "--plugins", TestPlugins);
        Assert.Matches(@"DiffMH\.TestPlugins\.Moods +0\.1\.0 +[0-9a-f]{8} +moods +passed \d{4}-\d\d-\d\d", table);
    }

    [Fact]
    public async Task A_part_of_a_plugin_certifies_nothing()
    {
        using var folder = new TemporaryFolder();
        await Session.Run(folder.Path, CancellationToken.None, "verify", "Moods/moods", "--plugins", TestPlugins, "--draws", "1000");
        Assert.False(Directory.Exists(folder.File("certificates")));
    }

    [Fact]
    public async Task A_model_that_checks_its_data_needs_some_and_is_certified_with_them()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = await Session.Run(folder.Path, CancellationToken.None, "verify", "Logit", "--plugins", TestPlugins, "--draws", "1000");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("\nlogistic-regression needs data: give it with --set data=FILE (of what was made up it says: data: row 1 has the response 0.3; it must be 0 or 1.)\n", output);
        Assert.DoesNotContain("failed", output + error);
        Assert.DoesNotContain("Exception", output + error);
        Assert.False(Directory.Exists(folder.File("certificates")));

        const string data = "certificate-tests-trials.txt";   // data files are looked for in the present folder
        await File.WriteAllTextAsync(data, "1 -0.4 0\n1 0.3 1\n1 1.1 1\n1 0.2 0\n", TestContext.Current.CancellationToken);
        (code, output, error) = await Session.Run(folder.Path, CancellationToken.None, "verify", "Logit", "--plugins", TestPlugins, "--draws", "1000", "--set", $"data={data}");
        File.Delete(data);
        Assert.True(code == ExitCode.Done, output + error);
        Assert.Contains($"\n  data = \"{data}\", sha256:", output);
        var (_, table, _) = await Session.Run(folder.Path, CancellationToken.None, "plugin", "list", "--plugins", TestPlugins);
        Assert.Matches($@"Logit +0\.1\.0 +[0-9a-f]{{8}} +logistic-regression +passed \d{{4}}-\d\d-\d\d with data={data}", table);
        var kept = JsonDocument.Parse(File.ReadAllText(Assert.Single(Directory.GetFiles(folder.File("certificates"))))).RootElement;
        Assert.StartsWith($"\"{data}\", sha256:", kept.GetProperty("tried")[0].GetProperty("values").GetProperty("data").GetString());
    }

    [Fact]
    public async Task The_command_that_verifies_names_the_plugins_folder_that_was_given_and_a_certificate_at_given_settings_is_accepted()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("moods.yaml", SweepTexts.Moody.Replace("mode:", "require_verify: true\nmode:"));
        var (code, _, error) = await Session.Run(folder.Path, CancellationToken.None, "plan", file, "-q", "--plugins", TestPlugins);
        Assert.Equal(ExitCode.PluginMissing, code);
        Assert.EndsWith($"diffmh verify DiffMH.TestPlugins.Moods --plugins {TestPlugins}", error.TrimEnd(), StringComparison.Ordinal);

        await Session.Run(folder.Path, CancellationToken.None, "verify", "Moods", "--plugins", TestPlugins, "--draws", "1000", "--set", "tilt=0.2");
        (_, _, error) = await Session.Run(folder.Path, CancellationToken.None, "plan", file, "-q", "--plugins", TestPlugins);
        Assert.DoesNotContain("require_verify", error);
    }

    [Fact]
    public async Task A_failed_verification_is_kept_and_lets_no_sweep_pass()
    {
        using var folder = new TemporaryFolder();
        var certificates = Directory.CreateDirectory(folder.File("certificates"));
        await Session.Run(folder.Path, CancellationToken.None, "verify", "DiffMH.Plugins.Gaussian", "--draws", "1000");
        var kept = certificates.GetFiles().Single().FullName;
        File.WriteAllText(kept, File.ReadAllText(kept).Replace("\"passed\": true,\n  \"rows\"", "\"passed\": false,\n  \"rows\"", StringComparison.Ordinal));
        var file = folder.Write("gaussian.yaml", InvalidInputTests.Gaussian.Replace("mode:", "require_verify: true\nmode:"));
        var (code, _, error) = await Session.Run(folder.Path, CancellationToken.None, "plan", file, "-q");
        Assert.Equal(ExitCode.PluginMissing, code);
        Assert.Contains("failed its verification on ", error, StringComparison.Ordinal);

        File.WriteAllText(kept, "no certificate at all");
        Assert.Contains("has no certificate", (await Session.Run(folder.Path, CancellationToken.None, "plan", file, "-q")).Error, StringComparison.Ordinal);
    }
}
