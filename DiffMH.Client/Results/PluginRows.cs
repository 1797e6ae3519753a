using DiffMH.Client.PluginPages;

namespace DiffMH.Client.Results;

/// <summary>Plugins as a table: <c>plugin list -o csv</c>.</summary>
internal static class PluginRows
{
    /// <summary>Writes one row for each plugin, those that cannot be used among them.</summary>
    public static Task Write(ITableWriter writer, IEnumerable<PluginPlaces> plugins)
    {
        var table = new ColumnTable();
        var (folder, id, version, hash) = (table.Text("folder"), table.Text("plugin"), table.Text("version"), table.Text("hash"));
        var (models, couplings, where, reason) = (table.Text("models"), table.Text("couplings"), table.Text("where"), table.Text("reason"));
        var verified = table.Text("verified");
        foreach (var found in plugins)
        {
            folder.Set(table.Rows, found.Folder);
            id.Set(table.Rows, found.Plugin?.Id);
            version.Set(table.Rows, found.Plugin?.Version);
            hash.Set(table.Rows, found.Plugin?.Hash);
            models.Set(table.Rows, string.Join(' ', found.Models));
            couplings.Set(table.Rows, string.Join(' ', found.Couplings));
            where.Set(table.Rows, string.Join(' ', found.Where));
            reason.Set(table.Rows, found.Reason);
            verified.Set(table.Rows, found.Certificate?.ToString());
            table.EndRow();
        }

        return table.Write(writer, _ => Task.CompletedTask);
    }
}
