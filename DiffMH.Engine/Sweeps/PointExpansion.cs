using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Expands a design: each point is the file with the point's axis values put in, refined, and read as strictly as a file of its own.</summary>
internal sealed class PointExpansion(JsonObject file, Design design, SweepHeader header, ReplicateSettings replicates, PointReader reader, ICollection<SweepProblem> problems)
{
    private readonly HashSet<SweepProblem> known = [];
    private readonly HashSet<string> wrongExpressions = new(StringComparer.Ordinal);
    private readonly IdleSettings idle = new();
    private readonly DesignRules rules = new(design);

    /// <summary>What the sections of all points agree on.</summary>
    public JsonObject Common { get; private set; } = [];

    /// <summary>How many combinations are left out.</summary>
    public int Excluded { get; private set; }

    /// <summary>What is allowed in the design but probably not meant.</summary>
    public ImmutableArray<string> Warnings => [.. rules.Unused];

    /// <summary>The points, in the order in which they are listed; those that are wrong are left out and noted.</summary>
    public ImmutableArray<PointSpec> Read()
    {
        var isWhole = design.Points <= Design.MostPoints;
        var listed = List(isWhole ? (int)design.Points : 1);
        var points = new PointSpec?[listed.Length];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);

        // In the order of the design whatever the listing, so that the errors are the same.
        foreach (var (combination, index) in listed.Select((combination, index) => (combination, index)).OrderBy(point => point.combination))
        {
            if (Resolve(combination, (index, listed.Length)) is var (draft, resolved))
            {
                RequireNew(seen, resolved, combination);
                Common = seen.Count == 1 ? resolved.Sections : ResolvedDocument.Agreement(Common, resolved.Sections);
                points[index] = Name(resolved.Spec, draft);
            }
        }

        if (!isWhole)
        {
            NoteTooMany();
        }
        else if (design.Broken.IsEmpty)
        {
            // Where an axis could not be read, points are missing that may have used the setting.
            NoteAll([.. idle.Problems, .. rules.Unknown]);
        }

        return [.. points.OfType<PointSpec>()];
    }

    /// <summary>The combinations that are not left out, in the order in which they are listed.</summary>
    private ImmutableArray<int> List(int count)
    {
        var all = PointOrder.Of(design.Order, count, header.Seed);
        if (design.Exclusions.IsEmpty)
        {
            return all;
        }

        ImmutableArray<int> kept = [.. all.Where(combination => !rules.Excludes(Draft(combination, [])))];
        Excluded = all.Length - kept.Length;
        if (kept.IsEmpty)
        {
            problems.Add(new("design.exclude", $"design.exclude: found that it leaves out every point, {Excluded} of {Excluded}; at least one must be left"));
        }

        return kept;
    }

    private PointDraft Draft(int combination, ICollection<SweepProblem> noted)
    {
        var draft = new PointDraft(file, design.Rows(combination), reader.Defaults, noted);
        rules.Refine(draft, noted);
        return draft;
    }

    private PointSpec Name(PointSpec spec, PointDraft draft)
    {
        var settings = draft.Settings;
        return spec with
        {
            Identity = PointKeys.Identity(settings),
            StreamKey = PointKeys.StreamKey(settings, replicates.Shared),
            Settings = CanonicalJson.Write(settings),
        };
    }

    private (PointDraft Draft, ResolvedPoint Point)? Resolve(int combination, (int Index, int Points) place)
    {
        var noted = new List<SweepProblem>();
        var draft = Draft(combination, noted);
        var idleHere = new List<SweepProblem>();
        var resolved = noted.Count == 0 ? reader.Read(draft.Document, place, noted, idleHere) : null;
        idle.Note(idleHere, draft.Locate);
        NoteAll(noted.Where(IsWorthTelling).Select(draft.Locate));
        return resolved is null ? null : (draft, resolved);
    }

    private void NoteAll(IEnumerable<SweepProblem> noted)
    {
        foreach (var problem in noted.Where(known.Add))
        {
            problems.Add(problem);
        }
    }

    // The values of a broken axis are not there to be put in, so what is said about its key is a consequence; and one point is enough to show an expression wrong.
    private bool IsWorthTelling(SweepProblem problem) =>
        !design.Broken.Any(path => DocumentPath.Covers(path, problem.Path) || problem.Message.StartsWith($"missing key '{path}'", StringComparison.Ordinal))
        && (!problem.Path.StartsWith("design.", StringComparison.Ordinal) || wrongExpressions.Add(problem.Path));

    private void NoteTooMany()
    {
        var blocks = design.Blocks.Select(block => block.Key).Distinct(StringComparer.Ordinal).ToList();
        var place = blocks.Count == 1 ? DocumentPath.Join(Design.Key, blocks[0]) : Design.Key;
        problems.Add(new(place, $"{place}: found {string.Join(" x ", design.Blocks.Select(block => block.Rows.Length))} points; they must be at most {Design.MostPoints}"));
    }

    private void RequireNew(Dictionary<string, int> seen, ResolvedPoint resolved, int combination)
    {
        // Compared as resolved, so that 50 and 5e1, or a name and { name }, are the same.
        var sections = CanonicalJson.Hash(resolved.Sections);
        if (seen.TryAdd(sections, combination))
        {
            return;
        }

        var (row, _) = design.Rows(combination).Zip(design.Rows(seen[sections])).First(pair => pair.First != pair.Second);
        var found = row.Cells.Length == 1
            ? $"{row.Cells[0].Path}: found {Found.Text(row.Cells[0].Value)}"
            : $"{row.Place}: found {(row.Cells.IsEmpty ? "an empty mapping" : string.Join(", ", row.Cells.Select(cell => $"{cell.Path} {Found.Text(cell.Value)}")))}";
        NoteAll([new(row.Place, $"{found}, which makes a point equal to an earlier one; each point must differ")]);
    }
}
