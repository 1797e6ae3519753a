using System.Text.Json.Nodes;

namespace DiffMH.Engine.Designs;

/// <summary>Writes a design so that it stands alone: numbers at regular distances and samples as the values they are, rules as in the file.</summary>
internal static class ResolvedDesign
{
    private static readonly string[] Rules = ["set", "exclude"];

    /// <summary>The section of the resolved document.</summary>
    /// <param name="design">The design.</param>
    /// <param name="file">The file it was read from.</param>
    public static JsonObject Write(Design design, JsonObject file)
    {
        var section = new JsonObject { [Block.Cross] = Axes(design, Block.Cross) };
        if (Axes(design, Block.Zip) is { Count: > 0 } zip)
        {
            section[Block.Zip] = zip;
        }

        foreach (var block in design.Blocks.Where(block => block.Key == Block.Points))
        {
            section[Block.Points] = new JsonArray([.. block.Rows.Select(row => new JsonObject(row.Cells.Select(cell => KeyValuePair.Create(cell.Path, cell.Value?.DeepClone()))))]);
        }

        foreach (var rules in Rules)
        {
            if (file[Design.Key]?[rules] is JsonArray { Count: > 0 } list)
            {
                section[rules] = list.DeepClone();
            }
        }

        if (design.Order != DesignOrder.Grid)
        {
            section["order"] = Documents.Word.Of(design.Order);
        }

        return section;
    }

    private static JsonArray Axes(Design design, string key) => new(
        [
            .. design.Blocks.Where(block => block.Key == key).SelectMany(block => block.Rows[0].Cells.Select((cell, column) => new JsonObject
            {
                [cell.Path] = new JsonArray([.. block.Rows.Select(row => row.Cells[column].Value?.DeepClone())]),
            })),
        ]);
}
