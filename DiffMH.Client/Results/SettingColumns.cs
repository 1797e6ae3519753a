using System.Text.Json.Nodes;
using DiffMH.Client.Formatting;

namespace DiffMH.Client.Results;

/// <summary>The columns of axis values, as text: one for each axis by its dotted path.</summary>
internal static class SettingColumns
{
    /// <summary>Sets the cells of the present row.</summary>
    public static void Set(ColumnTable table, JsonObject? settings)
    {
        foreach (var (path, value) in settings ?? [])
        {
            table.Text(path).Set(table.Rows, AxisValue.Exact(value));
        }
    }
}
