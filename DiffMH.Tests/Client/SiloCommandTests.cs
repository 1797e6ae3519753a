using DiffMH.Client;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>Settings of a silo: where they come from, which wins, and everything that is wrong with them at once.</summary>
public sealed class SiloCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_silo_says_in_one_line_that_it_is_ready_and_ends_well_when_it_is_interrupted()
    {
        using var interruption = new CancellationTokenSource();
        var output = new SignallingWriter(_ => true, interruption.Cancel);
        var error = new StringWriter();
        var code = await new DiffMH.Client.Commands.DiffmhCommandLine(Terminal.Piped(output, error)).Run(
            ["silo", "start", "--data", folder.File("data"), "--plugins", Path.Combine(AppContext.BaseDirectory, "test-plugins"), "--name", "here", "--threads", "1"],
            interruption.Token);

        Assert.Equal(ExitCode.Done, code);
        var line = Assert.Single(output.ToString().TrimEnd().Split('\n'));
        Assert.Matches(@"^silo here is ready at 127\.0\.0\.1:\d+, for clients at 127\.0\.0\.1:\d+; store sqlite:\S*state\.db; 1 threads; plugins: .*Counts \S+.*; refused: .*DiffMH\.TestPlugins\.ThrowingRegister", line);
        Assert.Contains("DiffMH.TestPlugins.ThrowingRegister cannot be used: ", error.ToString());
        Assert.Contains("stopping here: points pause at a commit", error.ToString());
        Assert.True(File.Exists(folder.File("data/state.db")));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_the_settings_is_said_at_once()
    {
        var (code, output, error) = await Start("--store", "memory", "--name", "a b", "--address", "0.0.0.0", "--port", "70000", "--gateway-port", "x", "--threads", "0", "--batch-limit", "2");
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.Equal(
            """
            --name is 'a b'; expected letters, digits, '.', '_' and '-'
            --store is 'memory'; expected sqlite:PATH or redis://HOST:PORT
            --address is '0.0.0.0'; expected the numeric address at which others reach this machine
            --port is '70000'; expected 1 … 65535
            --gateway-port is 'x'; expected 1 … 65535
            --threads is '0'; expected 1 … 1024
            --batch-limit is '2'; expected 3 … 86400
            """,
            error.TrimEnd(),
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("0", "--http is '0'; expected a port 1 … 65535 or auto, or ADDRESS:PORT with a numeric address of this machine")]
    [InlineData("here:80", "--http is 'here:80'; expected a port")]
    [InlineData("127.0.0.1", "--http is '127.0.0.1'; expected a port")]
    [InlineData("0.0.0.0:auto", "--http is '0.0.0.0:auto': 0.0.0.0 is reached by others, who then need a token: put one into a file, as by 'openssl rand -hex 32 > FILE', and name it by --http-token-file FILE; or give a port alone, for 127.0.0.1")]
    [InlineData("[::]:9464", "--http is '[::]:9464': :: is reached by others, who then need a token")]
    public async Task An_http_address_that_is_none_or_open_to_everybody_is_refused(string http, string expected)
    {
        var (code, output, error) = await Start("--http", http);
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.StartsWith(expected, error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_not_there_and_a_log_of_no_kind_are_refused()
    {
        var (code, _, error) = await Start("--http", "10.0.0.1:80", "--http-token-file", folder.File("none"), "--log", "xml");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains($"--http-token-file is '{folder.File("none")}'; expected a file that exists, with a token in it", error);
        Assert.Contains("--log is 'xml'; expected text or json", error);
    }

    [Fact]
    public async Task A_password_in_an_address_that_cannot_be_read_is_not_printed()
    {
        string[] store = ["--store", "redis://me:se#cret@host"];
        foreach (var (code, output, error) in new[] { await Start(store), await Session.Run(CancellationToken.None, ["list", .. store]) })
        {
            Assert.Equal((ExitCode.Usage, ""), (code, output));
            Assert.StartsWith("--store is 'redis://…@host'; expected sqlite:PATH or redis://HOST:PORT; in a password ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_of_settings_is_read_and_the_command_line_wins()
    {
        var file = folder.Write("settings.json", """{ "DiffMH": { "Threads": 0, "Port": 5, "GatewayPort": 5, "Colour": "red" }, "Other": { "Threads": 1 } }""");
        var (code, _, error) = await Start("--config", file, "--threads", "2000");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("DiffMH:Colour in settings.json: no such setting; there are Name, Store, StorePassword, Data, Plugins, Address, Port, GatewayPort, Threads, BatchLimit, Http, HttpTokenFile, Log, Tls, Token, TokenFile, AcceptPlugins", error);
        Assert.Contains("--threads is '2000'; expected 1 … 1024", error);
        Assert.Contains("DiffMH:GatewayPort in settings.json is 5, as is DiffMH:Port in settings.json; expected two different ports", error);
    }

    [Theory]
    [InlineData(null, "there is no such file")]
    [InlineData("""{ "DiffMH": """, "Failed to load configuration from file")]
    public async Task A_file_that_cannot_be_read_is_named(string? text, string expected)
    {
        var file = text is null ? folder.File("settings.json") : folder.Write("settings.json", text);
        var (code, _, error) = await Start("--config", file);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(expected, error);
        Assert.Contains("settings.json", error);
    }

    [Fact]
    public async Task Missing_folders_are_named()
    {
        var (code, _, error) = await Start("--plugins", folder.File("nowhere"));
        Assert.Equal(ExitCode.PluginMissing, code);
        Assert.Contains($"No plugins folder '{folder.File("nowhere")}'", error);

        (code, _, error) = await Start("--store", $"sqlite:{folder.File("nowhere/state.db")}");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("nowhere/state.db' does not exist. Make it, or choose another store.", error);
    }

    private Task<(ExitCode Code, string Output, string Error)> Start(params string[] options) =>
        Session.Run(CancellationToken.None, ["silo", "start", "--data", folder.Path, .. options]);
}
