using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Designs;

/// <summary>Reads the list <c>points</c>.</summary>
/// <param name="paths">The keys that vary.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class PointRowsReader(VariedPaths paths, ICollection<SweepProblem> problems)
{
    private const string Expected = "a list of mappings from a key's path to its value, with at least one of them; or { csv: FILE } in a sweep file";

    /// <summary>The rows; none where there is no list.</summary>
    public ImmutableArray<Row> Read(MappingReader section)
    {
        if (section.Value(Block.Points) is not JsonArray { Count: > 0 } list)
        {
            if (section.Has(Block.Points))
            {
                section.NoteValue(Block.Points, Expected);
            }

            return [];
        }

        var rows = ImmutableArray.CreateBuilder<Row>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            var place = DocumentPath.Item(section.PathOf(Block.Points), i);
            if (list[i] is JsonObject mapping)
            {
                rows.Add(new(place, ReadCells(mapping, place)));
            }
            else
            {
                problems.Add(new(place, $"{place}: found {Found.Text(list[i])}; it must be a mapping from a key's path to its value"));
            }
        }

        return rows.ToImmutable();
    }

    private ImmutableArray<Cell> ReadCells(JsonObject mapping, string place)
    {
        var cells = ImmutableArray.CreateBuilder<Cell>(mapping.Count);
        foreach (var (path, value) in mapping)
        {
            var keyPlace = DocumentPath.Join(place, path);
            var cell = new Cell(path, value, keyPlace, keyPlace);
            var noted = problems.Count;
            if (cells.FirstOrDefault(other => VariedPaths.Overlap(other.Path, path)) is { } overlap)
            {
                problems.Add(new(keyPlace, $"'{path}' is set beside '{overlap.Path}'; one would overwrite the other, so one of them must go", ProblemPart.Key));
            }
            else if (paths.Claim(path, Block.Points, keyPlace))
            {
                cells.Add(cell);
            }

            paths.RequireExact(cell);
            if (problems.Count > noted)
            {
                paths.NoteBroken(path);
            }
        }

        return cells.ToImmutable();
    }
}
