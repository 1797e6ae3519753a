using System.Text;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>The silos of a store, for people.</summary>
internal static class ClusterTable
{
    /// <summary>The silos, then their plugins.</summary>
    public static string Render(ClusterDocument cluster)
    {
        var table = new TextTable("silo", "address", "version", "threads", "busy", "batches", "up", "math");
        foreach (var silo in cluster.Silos)
        {
            table.Add(
                silo.Name,
                silo.Address,
                silo.Version,
                $"{silo.Threads}",
                SweepList.Share(silo.BusyShare),
                $"{silo.Batches}",
                Durations.Format(TimeSpan.FromSeconds(silo.UpSeconds)),
                Short(silo.MathFingerprint));
        }

        var text = new StringBuilder($"{cluster.Store}: {Count(cluster.Silos.Length, "silo")}, {Count(cluster.Silos.Sum(silo => silo.Threads), "thread")}\n\n{table}");
        return text.Append('\n').Append(Plugins(cluster)).ToString();
    }

    /// <summary>What a user should know: silos that differ in what they would compute.</summary>
    public static IEnumerable<string> Warnings(ClusterDocument cluster)
    {
        if (cluster.Silos.Select(silo => silo.MathFingerprint).Distinct().Count() > 1)
        {
            yield return "the silos' elementary functions differ (column math): results may differ in their last bits, depending on where they are computed";
        }

        if (cluster.Silos.Select(silo => silo.Version).Distinct().Count() > 1)
        {
            yield return "the silos run different versions of DiffMH";
        }

        foreach (var silo in cluster.Silos)
        {
            foreach (var plugin in silo.Plugins.Where(plugin => plugin.Quarantine is not null))
            {
                yield return $"plugin {plugin.Plugin!.Id} {plugin.Plugin.Version} is in quarantine on silo {silo.Name} until that is started again: {plugin.Quarantine}";
            }
        }
    }

    private static TextTable Plugins(ClusterDocument cluster)
    {
        var table = new TextTable("plugin", "version", "hash", "silos");
        var found = cluster.Silos.SelectMany(silo => silo.Plugins.Select(plugin => (plugin.Plugin, plugin.Folder, plugin.Reason, silo.Name)));
        foreach (var same in found.GroupBy(plugin => (plugin.Plugin, plugin.Folder, plugin.Reason)))
        {
            var silos = same.Count() == cluster.Silos.Length ? "all" : string.Join(", ", same.Select(plugin => plugin.Name));
            table.Add(
                same.Key.Plugin?.Id ?? same.Key.Folder,
                same.Key.Plugin is { Version: var version } ? VersionText.Short(version) : "",
                same.Key.Plugin is { } plugin ? Short(plugin.Hash) : "",
                same.Key.Reason is { } reason ? $"{silos}, which cannot use it: {reason}" : silos);
        }

        return table;
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private static string Short(string hash) => hash.Length > 8 ? hash[..8] : hash;
}
