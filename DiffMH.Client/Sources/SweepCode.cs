using DiffMH.Client.Inputs;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Client.Sources;

/// <summary>Finds the plugins and data files that a sweep is pinned to, so that its points can be computed in this process.</summary>
internal static class SweepCode
{
    /// <summary>Its plugins, to the bit, with its data files.</summary>
    /// <param name="source">Where the sweep is.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="folder">The folder of built plugins.</param>
    /// <exception cref="CommandException">A plugin is missing or another, or a data file is missing.</exception>
    public static async Task<ModelCatalogue> Of(ISweepSource source, FrozenSweep sweep, string folder)
    {
        var plugins = SweepInput.LoadPlugins(folder);
        var absent = sweep.Plugins.Where(plugin => plugins.Catalogue.Find(plugin) is null).ToArray();
        if (absent.Length > 0)
        {
            var others = plugins.Statuses.Select(status => status.Plugin).OfType<PluginReference>().Where(plugin => absent.Any(other => other.Id == plugin.Id)).ToArray();
            throw new CommandException(
                ExitCode.PluginMissing,
                $"{sweep.Name} ({sweep.Id}) was computed with plugins that are not in {folder}:\n{Lines(absent)}"
                + (others.Length > 0 ? $"There are, with other contents:\n{Lines(others)}" : "")
                + "The same code is needed. Give the folder that holds it with --plugins FOLDER.");
        }

        var files = new List<DataFile>();
        foreach (var reference in sweep.Points.SelectMany(point => plugins.Catalogue.DataOf(point)).Distinct())
        {
            files.Add(await Fetch(source, reference[DataFile.Scheme.Length..]));
        }

        return plugins.Catalogue.With(new KnownData(files));
    }

    private static string Lines(IEnumerable<PluginReference> plugins) => string.Concat(plugins.Select(plugin => $"  {plugin.Id} {plugin.Version} with hash {plugin.Hash}\n"));

    private static async Task<DataFile> Fetch(ISweepSource source, string hash)
    {
        try
        {
            return await source.Data(hash);
        }
        catch (DataFileException missing)
        {
            throw new CommandException(ExitCode.Usage, $"{missing.Message} The sweep cannot be computed without it.");
        }
    }
}
