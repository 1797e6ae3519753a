using DiffMH.Client.Formatting;
using DiffMH.Client.Inputs;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Plugins;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>plugin list</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class ListPlugins(Terminal terminal)
{
    /// <summary>Lists the plugins of a folder; one that cannot be used is part of the answer, not an error.</summary>
    public ExitCode Run(string folder, OutputFormat format)
    {
        var plugins = SweepInput.LoadPlugins(folder);
        terminal.Output.Write(format == OutputFormat.Json ? SummaryJson.Write(plugins.Statuses) : Table(folder, plugins));
        return ExitCode.Done;
    }

    private static string Table(string folder, PluginSet plugins)
    {
        if (plugins.Statuses.IsEmpty)
        {
            return $"No plugins in {folder}: each has a folder of its own there.\n";
        }

        var table = new TextTable("plugin", "version", "hash", "models", "couplings");
        foreach (var status in plugins.Statuses.Where(status => status.IsLoaded))
        {
            table.Add(status.Plugin!.Id, status.Plugin.Version, status.Plugin.Hash[..8], string.Join(", ", status.Models), string.Join(", ", status.Couplings));
        }

        var refused = plugins.Statuses.Where(status => !status.IsLoaded).Select(status => $"\n{status.Folder} cannot be used: {status.Reason}\n");
        return $"{table}{string.Concat(refused)}";
    }
}
