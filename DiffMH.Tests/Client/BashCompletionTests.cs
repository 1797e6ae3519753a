using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>The script for bash, sourced by a real bash that completes command lines with it.</summary>
public sealed class BashCompletionTests(StoredSweeps stored) : IClassFixture<StoredSweeps>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Bash_completes_commands_options_files_sweeps_and_plugins()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no bash here");
        folder.Write("one.yaml", "");
        folder.Write("a b.yaml", "");
        Directory.CreateDirectory(folder.File("own"));
        Assert.Equal(["plan", "plugin"], await Complete("diffmh pl"));
        Assert.Equal(["--lanes-per-batch"], await Complete("diffmh run one.yaml --la"));
        Assert.Equal(["one.yaml", "own/"], await Complete("diffmh run o"));
        Assert.Equal([@"a\ b.yaml"], await Complete("diffmh plan a"));
        Assert.Equal(["given-up", "long", "moods", "small"], await Complete("diffmh status "));
        Assert.Equal([stored.Finished.Id], await Complete($"diffmh results {stored.Finished.Id[..6]}"));
        Assert.Equal(["DiffMH.Plugins.Ising"], await Complete("diffmh plugin info DiffMH.Plugins.I"));
        Assert.Equal(["plan", "plugin"], await Complete("diffmh pl and what follows", point: 9));
        Assert.Empty(await Complete("diffmh nonsense "));
    }

    [Fact]
    public async Task Where_the_store_cannot_be_read_nothing_is_said()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no bash here");
        Assert.Empty(await Complete("diffmh status ", store: "sqlite:/nowhere/at/all.db"));
        Assert.Empty(await Complete("diffmh status ", store: $"sqlite:{folder.Write("other.db", "no database")}"));
    }

    /// <summary>The words that bash would offer.</summary>
    private async Task<string[]> Complete(string line, int? point = null, string? store = null)
    {
        var words = line.Split(' ');
        var script = $$"""
            source <(diffmh completion bash)
            COMP_LINE='{{line}}' COMP_POINT={{point ?? line.Length}} COMP_WORDS=({{string.Join(' ', words.Select(word => $"'{word}'"))}}) COMP_CWORD={{words.Length - 1}}
            $(complete -p diffmh | sed 's/.*-F \([^ ]*\).*/\1/')
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var output = await ShellProcess.Run("/bin/bash", ["--norc", "--noprofile", "-c", script], folder.Path, store ?? stored.Store);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order()];
    }
}
