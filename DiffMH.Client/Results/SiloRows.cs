using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Results;

/// <summary>The silos of a store as a table: <c>cluster status -o csv</c>.</summary>
internal static class SiloRows
{
    /// <summary>Writes one row for each silo.</summary>
    public static Task Write(ITableWriter writer, ClusterDocument cluster)
    {
        var table = new ColumnTable();
        foreach (var silo in cluster.Silos)
        {
            table.Text("silo").Set(table.Rows, silo.Name);
            table.Text("address").Set(table.Rows, silo.Address);
            table.Text("version").Set(table.Rows, silo.Version);
            table.Count("threads").Set(table.Rows, silo.Threads);
            table.Number("busy_share").Set(table.Rows, silo.BusyShare);
            table.Number("busy_seconds").Set(table.Rows, silo.BusySeconds);
            table.Number("up_seconds").Set(table.Rows, silo.UpSeconds);
            table.Number("batches").Set(table.Rows, silo.Batches);
            table.Text("math_fingerprint").Set(table.Rows, silo.MathFingerprint);
            table.Text("plugins").Set(table.Rows, string.Join(' ', silo.Plugins.Where(plugin => plugin.IsLoaded).Select(plugin => plugin.Plugin!.Id)));
            table.EndRow();
        }

        return table.Write(writer, _ => Task.CompletedTask);
    }
}
