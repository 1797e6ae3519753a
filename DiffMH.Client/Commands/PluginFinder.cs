using DiffMH.Engine.Models;
using DiffMH.Silo.Plugins;

namespace DiffMH.Client.Commands;

/// <summary>Finds the plugin that a user means by its id or a part of it.</summary>
internal static class PluginFinder
{
    /// <summary>The one usable plugin that is meant.</summary>
    /// <param name="plugins">The plugins of a folder.</param>
    /// <param name="wanted">What the user gave.</param>
    /// <exception cref="CommandException">None is meant, more than one may be, or it cannot be used.</exception>
    public static PluginRegistration Find(PluginSet plugins, string wanted)
    {
        var exact = plugins.Statuses.Where(status => NameOf(status) == wanted).ToArray();
        var candidates = exact.Length > 0 ? exact : [.. plugins.Statuses.Where(status => NameOf(status).Contains(wanted, StringComparison.OrdinalIgnoreCase))];
        return candidates switch
        {
            [{ IsLoaded: true } status] => plugins.Catalogue.Find(status.Plugin!)!,
            [var refused] => throw new CommandException(ExitCode.PluginMissing, $"{NameOf(refused)} cannot be used: {refused.Reason}"),
            [] => throw new CommandException(ExitCode.PluginMissing, $"No plugin has an id that contains '{wanted}'. There are: {Names(plugins.Statuses)}."),
            _ => throw new CommandException(ExitCode.Usage, $"'{wanted}' may be any of {Names(candidates)}. Give more of the id."),
        };
    }

    private static string NameOf(PluginStatus status) => status.Plugin?.Id ?? status.Folder;

    private static string Names(IReadOnlyCollection<PluginStatus> plugins) => plugins.Count == 0 ? "none" : string.Join(", ", plugins.Select(NameOf));
}
