using System.Text.Json.Nodes;
using DiffMH.Client.Inputs;
using DiffMH.Engine.Documents;

namespace DiffMH.Client.Sweeps;

/// <summary>Puts the rows of <c>design.points: { csv: FILE }</c> into a sweep file's document, so that it stands alone.</summary>
/// <param name="folder">The sweep file's folder.</param>
/// <param name="places">Where everything was written; receives the cells.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class CsvPoints(string folder, PlaceMap places, List<PlacedProblem> problems)
{
    private const string Design = "design";
    private const string Points = "points";
    private const string Csv = "csv";
    private const string At = $"{Design}.{Points}";
    private const string FileAt = $"{At}.{Csv}";

    /// <summary>Replaces the name of the file by its rows.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Inline(JsonObject document)
    {
        if (document[Design] is not JsonObject design || design[Points] is not JsonObject points)
        {
            return false;
        }

        foreach (var key in points.Select(entry => entry.Key).Where(key => key != Csv))
        {
            Note($"{At}.{key}", $"unknown key '{At}.{key}': found '{key}'; it must be {Csv}, or the points must be a list", ProblemPart.Key);
        }

        // Where the file cannot be read, the rest is judged as if there were no such points.
        design.Remove(Points);
        if (points.ContainsKey(Csv) && ReadFile(points[Csv]) is { } file)
        {
            ReadRows(design, file);
        }

        return true;
    }

    private CsvTable? ReadFile(JsonNode? node)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var name) || name.Length == 0)
        {
            Note(FileAt, $"{FileAt}: found {(node is null ? "nothing" : node.ToJsonString())}; it must be the name of a file in the sweep file's folder");
            return null;
        }

        var root = Path.GetFullPath(folder.Length == 0 ? "." : folder);
        var path = Path.GetFullPath(name, root);
        if (Path.IsPathRooted(name) || Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar)[0] == "..")
        {
            Note(FileAt, $"{FileAt}: found \"{name}\", which leaves the sweep file's folder; it must be a file in it, so that the two can be moved together");
            return null;
        }

        try
        {
            if (RealPath.Of(path) is var real && Path.GetRelativePath(RealPath.Of(root), real).Split(Path.DirectorySeparatorChar)[0] == "..")
            {
                Note(FileAt, $"{FileAt}: found \"{name}\", a link that leaves the sweep file's folder; it must be a file in it, so that the two can be moved together");
                return null;
            }

            return new CsvTable(Path.Combine(folder, name), BoundedFile.Read(path, BoundedFile.MostPointsBytes));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Note(FileAt, $"{FileAt}: found \"{name}\", which cannot be read: {problem.Message}");
            return null;
        }
    }

    private void ReadRows(JsonObject design, CsvTable table)
    {
        var rows = new JsonArray();
        var noted = problems.Count;
        IReadOnlyList<CsvCell>? header = null;
        foreach (var row in table.Rows())
        {
            if (header is null)
            {
                header = row;
                CheckHeader(row);
            }
            else if (row.Count != header.Count)
            {
                problems.Add(new(row[Math.Min(row.Count - 1, header.Count)].Place, $"row: found {row.Count} cells; it must have {header.Count}, as the first row has"));
            }
            else
            {
                ReadRow(rows, header, row);
            }
        }

        problems.AddRange(table.Problems);
        if (rows.Count > 0)
        {
            design[Points] = rows;
        }
        else if (problems.Count == noted)
        {
            Note(FileAt, $"{FileAt}: found {(header is null ? "an empty file" : "a header without rows")}; there must be a row of paths, then one row for each point");
        }
    }

    private void CheckHeader(IReadOnlyList<CsvCell> header)
    {
        foreach (var (column, cell) in header.Index())
        {
            if (cell.Text.Length == 0)
            {
                problems.Add(new(cell.Place, "header: found an empty cell; it must be the path of a key"));
            }
            else if (header.Take(column).Any(other => other.Text == cell.Text))
            {
                problems.Add(new(cell.Place, $"header: found '{cell.Text}' a second time; each key stands once"));
            }
        }
    }

    private void ReadRow(JsonArray rows, IReadOnlyList<CsvCell> header, IReadOnlyList<CsvCell> row)
    {
        var point = new JsonObject();
        var at = DocumentPath.Item(At, rows.Count);
        places.Add(at, row[0].Place, row[0].Place);
        foreach (var (key, cell) in header.Zip(row).Where(pair => pair.Second.Text.Length > 0 && pair.First.Text.Length > 0))
        {
            point[key.Text] = YamlScalar.Parse(cell.Text);
            places.Add(DocumentPath.Join(at, key.Text), key.Place, cell.Place);
        }

        rows.Add(point);
    }

    private void Note(string path, string message, ProblemPart part = ProblemPart.Value) => problems.Add(new(places.Of(path, part), message));
}
