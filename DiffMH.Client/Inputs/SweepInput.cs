using System.Collections.Immutable;
using DiffMH.Client.Sweeps;
using DiffMH.Engine.Pilots;
using DiffMH.Silo.Plugins;

namespace DiffMH.Client.Inputs;

/// <summary>A sweep file that was read, found valid and frozen against the plugins of a folder.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Plugins">The plugins, with the sweep's data files.</param>
/// <param name="Data">The data files it names, by their paths in the sweep file's folder.</param>
/// <param name="AsRun">The text of a sweep file that gives this very sweep, overrides and the rows of a CSV file included.</param>
/// <param name="Excluded">How many combinations of the design are left out.</param>
/// <param name="Warnings">What is allowed in the design but probably not meant.</param>
internal sealed record SweepInput(
    FrozenSweep Sweep, PluginSet Plugins, IReadOnlyDictionary<string, DataFile> Data, string AsRun, int Excluded, ImmutableArray<string> Warnings)
{
    /// <summary>The plugins folder, as it was given.</summary>
    public required string PluginsFolder { get; init; }

    /// <summary>Reads and checks everything.</summary>
    /// <param name="file">The sweep file.</param>
    /// <param name="overrides">Each as <c>path=value</c>.</param>
    /// <param name="pluginFolder">The folder of built plugins.</param>
    /// <param name="pilots">How pilots decide what the file leaves to them; null leaves it open.</param>
    /// <exception cref="CommandException">Something is missing or wrong: all of it, with the exit code that fits.</exception>
    /// <exception cref="OperationCanceledException">A pilot was no longer wanted.</exception>
    public static SweepInput Load(string file, IReadOnlyList<string> overrides, string pluginFolder, PilotOrders? pilots)
    {
        var text = Read(file);
        var folder = new SweepFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var loaded = LoadPlugins(pluginFolder);
        var plugins = loaded with { Catalogue = loaded.Catalogue.With(folder) };
        var loading = SweepLoader.Load(file, text, overrides, plugins.Catalogue, pilots);
        return loading.Sweep is { } sweep
            ? new(sweep with { Data = folder.Names }, plugins, folder.Opened, SweepAsRun.Write(file, text, overrides, loading.Reading), loading.Excluded, loading.Warnings) { PluginsFolder = pluginFolder }
            : throw Invalid(loading, pluginFolder, plugins);
    }

    /// <summary>The plugins of a folder.</summary>
    /// <exception cref="CommandException">There is no such folder.</exception>
    public static PluginSet LoadPlugins(string folder) => Directory.Exists(folder)
        ? PluginSet.Load(folder)
        : throw new CommandException(ExitCode.PluginMissing, $"No plugins folder '{folder}'. Give the folder that holds one folder for each built plugin with --plugins FOLDER.");

    private static string Read(string file)
    {
        if (Directory.Exists(file))
        {
            throw new CommandException(ExitCode.Usage, $"Cannot read the sweep file '{file}': it is a folder. Name a file, as {Path.Combine(file, "NAME.yaml")}");
        }

        try
        {
            return BoundedFile.Read(file, BoundedFile.MostSweepBytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"Cannot read the sweep file '{file}': {problem.Message}");
        }
    }

    private static CommandException Invalid(SweepLoading loading, string folder, PluginSet plugins)
    {
        var errors = string.Join('\n', loading.Errors);
        return loading.IsPluginAtFault
            ? new(ExitCode.PluginMissing, $"{errors}\n{Describe(folder, plugins)}")
            : new(ExitCode.InvalidSweep, errors);
    }

    private static string Describe(string folder, PluginSet plugins) => plugins.Statuses.IsEmpty
        ? $"The plugins folder {folder} is empty; give another with --plugins FOLDER."
        : $"The plugins folder {folder} has:\n{string.Join('\n', plugins.Statuses.Select(Describe))}";

    private static string Describe(PluginStatus status) => status.IsLoaded
        ? $"  {status.Plugin!.Id} {status.Plugin.Version}, models {string.Join(", ", status.Models)}"
        : $"  {status.Folder}, which cannot be used: {status.Reason}";
}
