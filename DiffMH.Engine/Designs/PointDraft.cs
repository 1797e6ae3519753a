using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Designs;

/// <summary>A point in the making: the file with the point's axis values put in, and what refinements set.</summary>
internal sealed class PointDraft
{
    private readonly ImmutableArray<Row> rows;
    private readonly Func<JsonObject, JsonObject> defaults;
    private readonly List<Assignment> assignments = [];
    private JsonObject? resolved;

    /// <summary>A point as its rows make it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rows">The point's rows.</param>
    /// <param name="defaults">Fills in what a document does not say.</param>
    /// <param name="problems">Receives what cannot be put in.</param>
    public PointDraft(JsonObject file, ImmutableArray<Row> rows, Func<JsonObject, JsonObject> defaults, ICollection<SweepProblem> problems)
    {
        this.rows = rows;
        this.defaults = defaults;
        Document = file.DeepClone().AsObject();
        foreach (var cell in Cells)
        {
            Put(cell.Path, cell.Value?.DeepClone(), problems);
        }
    }

    /// <summary>The document.</summary>
    public JsonObject Document { get; }

    /// <summary>Whether a default had to be asked for since this was last set to false.</summary>
    public bool UsesDefaults { get; set; }

    /// <summary>The axis values as a JSON object of dotted paths.</summary>
    public JsonObject Settings => new(Cells.Select(cell => KeyValuePair.Create(cell.Path, cell.Value?.DeepClone())));

    /// <summary>What is computed: the assignments that hold and have an expression.</summary>
    public IEnumerable<Assignment> Computed => assignments.Where(assignment => assignment.Expression is not null);

    private IEnumerable<Cell> Cells => rows.SelectMany(row => row.Cells);

    /// <summary>How messages name the point.</summary>
    public override string ToString() => string.Join(", ", Cells.Select(cell => $"{cell.Path} {Found.Text(cell.Value)}"));

    /// <summary>Sets a key; where the value is to be computed, that is left to <see cref="ComputedSettings"/>.</summary>
    /// <param name="assignment">The key.</param>
    /// <param name="problems">Receives why it cannot be set.</param>
    public void Set(Assignment assignment, ICollection<SweepProblem> problems)
    {
        assignments.RemoveAll(earlier => DocumentPath.Covers(assignment.Path, earlier.Path));
        assignments.Add(assignment);
        if (assignment.Expression is null)
        {
            Put(assignment.Path, assignment.Value?.DeepClone(), problems);
        }
    }

    /// <summary>Puts a value into the document.</summary>
    public void Put(string path, JsonNode? value, ICollection<SweepProblem> problems)
    {
        resolved = null;
        if (DocumentPath.Set(Document, path, value) is { } problem)
        {
            problems.Add(new(path, problem, ProblemPart.Key));
        }
    }

    /// <summary>A setting: as the document has it, else its default.</summary>
    /// <param name="path">Its dotted path.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the point has such a setting.</returns>
    public bool TryGet(string path, out JsonNode? value)
    {
        if (DocumentPath.TryGet(Document, path, out value))
        {
            return true;
        }

        UsesDefaults = true;
        resolved ??= defaults(Document);
        return DocumentPath.TryGet(resolved, path, out value);
    }

    /// <summary>What can be meant by a path that the point does not have: the keys beside it.</summary>
    public string Suggest(string path)
    {
        resolved ??= defaults(Document);
        var parent = DocumentPath.Parent(path)!;
        var known = DocumentPath.TryGet(resolved, parent, out var node) && node is JsonObject mapping ? mapping.Select(entry => entry.Key) : DesignReader.Sections;
        return NameSuggestion.For(path[(parent.Length + (parent.Length > 0 ? 1 : 0))..], [.. known]);
    }

    /// <summary>Where a problem of the point is in the file: at the rule or the axis value that gave the key its value.</summary>
    public SweepProblem Locate(SweepProblem problem)
    {
        foreach (var assignment in assignments.Where(assignment => DocumentPath.Covers(assignment.Path, problem.Path)).Reverse())
        {
            return problem with { Path = assignment.Place + problem.Path[assignment.Path.Length..] };
        }

        foreach (var cell in Cells.Where(cell => DocumentPath.Covers(cell.Path, problem.Path)))
        {
            return problem.Part == ProblemPart.Key && problem.Path == cell.Path
                ? problem with { Path = cell.KeyPlace }
                : problem with { Path = cell.Place + problem.Path[cell.Path.Length..] };
        }

        return problem;
    }
}
