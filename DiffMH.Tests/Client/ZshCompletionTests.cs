using DiffMH.Tests.Support;

namespace DiffMH.Tests.Client;

/// <summary>The script for zsh, in a folder of <c>$fpath</c> of a real, interactive zsh, which is asked by its tabulator key.</summary>
public sealed class ZshCompletionTests(StoredSweeps stored) : IClassFixture<StoredSweeps>, IDisposable
{
    /// <summary>
    /// Types a line and the key into a shell that has just been started, so that the first key must do. What is offered is written down where
    /// every completion of zsh ends, in compadd.
    /// </summary>
    private const string Drive =
        """
        zmodload zsh/zpty
        mkdir -p functions && diffmh completion zsh > functions/_diffmh
        zpty shell zsh -f -i
        zpty -w shell "fpath=($PWD/functions \$fpath); autoload -Uz compinit && compinit -D -u"
        zpty -w shell 'compadd() { local -a hits; builtin compadd -A hits "$@"; print -rl -- $hits >> found; builtin compadd "$@" }'
        zpty -w shell 'print > ready'
        for i in {1..600}; do [[ -e ready ]] && break; sleep 0.05; done
        zpty -w -n shell "$1"$'\t'
        zpty -w -n shell $'\C-u'
        zpty -w shell 'print > done'
        for i in {1..600}; do [[ -e done ]] && break; sleep 0.05; done
        zpty -d shell
        cat found
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Zsh_completes_commands_options_files_sweeps_and_plugins_at_the_first_key()
    {
        Assert.SkipWhen(ShellProcess.Find("zsh") is null, "there is no zsh here");
        folder.Write("one.yaml", "");
        folder.Write("a b.yaml", "");
        Directory.CreateDirectory(folder.File("own"));
        Assert.Equal(["plan", "plugin"], await Complete("diffmh pl"));
        Assert.Equal(["--lanes-per-batch"], await Complete("diffmh run one.yaml --la"));
        Assert.Equal(["one.yaml", "own/"], await Complete("diffmh run o"));
        Assert.Equal([@"a\ b.yaml"], await Complete("diffmh plan a"));
        Assert.Equal(["given-up", "long", "moods", "small"], await Complete("diffmh status "));
        Assert.Equal(["DiffMH.Plugins.Ising"], await Complete("diffmh plugin info DiffMH.Plugins.I"));
    }

    [Fact]
    public async Task Sourced_the_script_registers_itself()
    {
        var zsh = ShellProcess.Find("zsh");
        Assert.SkipWhen(zsh is null, "there is no zsh here");
        const string script = "autoload -Uz compinit && compinit -D -u && source <(diffmh completion zsh) && print $_comps[diffmh]";
        Assert.Equal("_diffmh\n", await ShellProcess.Run(zsh, ["-f", "-c", script], folder.Path, stored.Store));
    }

    /// <summary>The words that zsh offers.</summary>
    private async Task<string[]> Complete(string line)
    {
        foreach (var left in new[] { "ready", "done", "found" })
        {
            File.Delete(folder.File(left));
        }

        var drive = folder.Write("drive.zsh", Drive);
        var output = await ShellProcess.Run(ShellProcess.Find("zsh")!, ["-f", drive, line], folder.Path, stored.Store);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }
}
