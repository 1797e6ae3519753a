using DiffMH.Client.Formatting;

namespace DiffMH.Client.Commands;

/// <summary>What <c>run</c> was asked to do.</summary>
/// <param name="File">The sweep file.</param>
/// <param name="Overrides">Overrides as <c>path=value</c>.</param>
/// <param name="Plugins">The folder of built plugins.</param>
/// <param name="Out">The results folder; null for the default.</param>
/// <param name="Silos">Silos in this process.</param>
/// <param name="LanesPerBatch">Lanes per batch; null to follow measured speed.</param>
/// <param name="Fresh">Start over where there are results.</param>
/// <param name="Format">How results are printed.</param>
/// <param name="Verbosity">How much is said.</param>
/// <param name="BatchLimit">How long a plugin's code may take without returning, in seconds; null for the default.</param>
public sealed record RunRequest(
    string File,
    IReadOnlyList<string> Overrides,
    string Plugins,
    string? Out = null,
    int Silos = 1,
    int? LanesPerBatch = null,
    bool Fresh = false,
    OutputFormat Format = OutputFormat.Table,
    Verbosity Verbosity = Verbosity.Normal,
    int? BatchLimit = null)
{
    /// <summary>The command line that goes on with this run: the same without <c>--fresh</c>, which would begin anew.</summary>
    /// <param name="program">How the program is called.</param>
    public string ToResume(string program)
    {
        var words = new List<string> { program, "run", File };
        words.AddRange(Overrides.SelectMany(pair => new[] { "--set", pair }));
        words.AddRange(Out is null ? [] : ["--out", Out]);
        words.AddRange(Silos == 1 ? [] : ["--silos", $"{Silos}"]);
        words.AddRange(LanesPerBatch is null ? [] : ["--lanes-per-batch", $"{LanesPerBatch}"]);
        words.AddRange(BatchLimit is null ? [] : ["--batch-limit", $"{BatchLimit}"]);
        words.AddRange(CommonOptions.PluginsWords(Plugins));
        words.AddRange(Format == OutputFormat.Table ? [] : ["-o", Format.ToString().ToLowerInvariant()]);
        words.AddRange(Verbosity switch { Verbosity.Quiet => ["-q"], Verbosity.Verbose => ["-v"], _ => Array.Empty<string>() });
        return ShellWords.Line(words);
    }

    /// <summary>The command line that computes it again from a sweep file in its results folder.</summary>
    /// <param name="file">The file's name.</param>
    public string ToReproduce(string file) => ToReproduce(file, Plugins == CommonOptions.DefaultPlugins ? Plugins : Path.GetFullPath(Plugins));

    /// <summary>The same of any run.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="plugins">The plugins folder.</param>
    public static string ToReproduce(string file, string plugins) => ShellWords.Line(["diffmh", "run", file, "--out", "again", .. CommonOptions.PluginsWords(plugins)]);
}
