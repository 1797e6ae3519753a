using DiffMH.Client;
using DiffMH.Client.Completion;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

public sealed class SuggestionTests(StoredSweeps stored) : IClassFixture<StoredSweeps>
{
    [Theory]
    [InlineData("diffmh ", "run", "submit", "plugin", "cluster", "completion")]
    [InlineData("diffmh pl", "plan", "plugin")]
    [InlineData("/some/where/diffmh pl", "plan", "plugin")]
    [InlineData("diffmh plugin ", "list", "info")]
    [InlineData("diffmh run --lanes", "--lanes-per-batch")]
    [InlineData("diffmh run x.yaml -o ", "json", "table")]
    [InlineData("diffmh export x --format p", "parquet")]
    [InlineData("diffmh export x --what ", "points", "trace")]
    [InlineData("diffmh completion ", "bash", "powershell", "zsh")]
    [InlineData("diffmh plugin info DiffMH.Plugins.M", "DiffMH.Plugins.Mixture")]
    public async Task Commands_options_values_and_plugins_are_suggested(string line, params string[] expected) =>
        Assert.Superset(expected.ToHashSet(), (await Suggest(line)).ToHashSet());

    [Theory]
    [InlineData("diffmh pl", "run", "--help")]
    [InlineData("diffmh ", "--help", "-?", "/h")]
    [InlineData("diffmh status ", "-o", "list")]
    public async Task What_does_not_fit_is_not_suggested(string line, params string[] absent) =>
        Assert.Empty((await Suggest(line)).Intersect(absent));

    [Fact]
    public async Task The_words_after_the_cursor_do_not_matter() =>
        Assert.Equal(["plan", "plugin"], (await Suggest("diffmh pl --nonsense and more", position: 9)).Order());

    [Fact]
    public async Task Sweep_files_and_folders_are_suggested()
    {
        using var folder = new TemporaryFolder();
        folder.Write("one.yaml", "");
        folder.Write("two.yml", "");
        folder.Write("other.txt", "");
        Directory.CreateDirectory(folder.File("on-and-on"));
        var start = folder.Path + "/";
        Assert.Equal([$"{start}on-and-on/", $"{start}one.yaml"], (await Suggest($"diffmh run {start}o")).Order());
        Assert.Equal([$"{start}on-and-on/"], await Suggest($"diffmh run x.yaml --out {start}"));
        Assert.Empty(await Suggest($"diffmh run {start}nowhere/"));
    }

    [Fact]
    public async Task Sweeps_of_the_store_are_suggested_by_name_and_by_the_beginning_of_an_id()
    {
        Assert.Equal(["given-up", "long", "moods", "small"], (await Suggest($"diffmh status --store {stored.Store} ")).Order());
        Assert.Equal([stored.Finished.Id], await Suggest($"diffmh results --store {stored.Store} {stored.Finished.Id[..8]}"));
        Assert.Empty(await Suggest("diffmh results --store sqlite:/nowhere/at/all.db "));
        Assert.Empty(await Suggest("diffmh results --store floppy "));
    }

    [Fact]
    public async Task Every_shell_has_a_script_that_asks_the_program()
    {
        foreach (var shell in Enum.GetNames<Shell>())
        {
            var (code, output, error) = await Session.Run(CancellationToken.None, "completion", shell.ToLowerInvariant());
            Assert.True(code == ExitCode.Done, error);
            Assert.Contains("[suggest:", output);
        }
    }

    [Fact]
    public async Task A_shell_that_is_not_known_is_a_usage_error()
    {
        var (code, _, error) = await Session.Run(CancellationToken.None, "completion", "fish");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("fish", error);
    }

    private static async Task<string[]> Suggest(string line, int? position = null)
    {
        var (code, output, error) = await Session.Run(CancellationToken.None, $"[suggest:{position ?? line.Length}]", line);
        Assert.Equal(ExitCode.Done, code);
        Assert.Empty(error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
