using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Expands a design: each point is the file with the point's axis values put in, refined, and read as strictly as a file of its own.</summary>
internal sealed class PointExpansion(JsonObject file, Design design, SweepHeader header, ReplicateSettings replicates, PointReader reader, ICollection<SweepProblem> problems)
{
    /// <summary>How many points are read at once: a few milliseconds of work for each processor. Fewer are read by one thread, which has done so before others have started.</summary>
    private const int AtOnce = 256;

    /// <summary>What points begin with: the file, but for the design itself, which may be as long as there are points, and which only rules can name.</summary>
    private readonly JsonObject shared = design.HasRules ? file : Without(file, Design.Key, PilotChoices.Key.Name);

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
        foreach (var chunk in listed.Select((combination, index) => (combination, index)).OrderBy(point => point.combination).Chunk(AtOnce))
        {
            foreach (var reading in Read(chunk, listed.Length))
            {
                Note(reading);
                if (reading.Point is var (spec, sections))
                {
                    RequireNew(seen, reading);
                    Common = seen.Count == 1 ? sections : ResolvedDocument.Agreement(Common, sections);
                    points[reading.Index] = spec;
                }
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

    private static JsonObject Without(JsonObject file, params ReadOnlySpan<string> keys)
    {
        var rest = file.DeepClone().AsObject();
        foreach (var key in keys)
        {
            rest.Remove(key);
        }

        return rest;
    }

    private PointDraft Draft(int combination, ICollection<SweepProblem> noted)
    {
        var draft = new PointDraft(shared, design.Rows(combination), reader.Defaults, noted);
        rules.Refine(draft, noted);
        return draft;
    }

    /// <summary>Reads some points: one after the other what remembers whether rules had any use, and what takes time on all processors.</summary>
    private PointReading[] Read((int Combination, int Index)[] chunk, int count)
    {
        PointReading[] readings = [.. chunk.Select(point => Begin(point.Combination, (point.Index, count)))];
        if (readings.Length < AtOnce)
        {
            Array.ForEach(readings, reading => reading.Read(reader, replicates.Shared));
        }
        else
        {
            Parallel.ForEach(readings, reading => reading.Read(reader, replicates.Shared));
        }

        return readings;
    }

    private PointReading Begin(int combination, (int Index, int Points) place)
    {
        var noted = new List<SweepProblem>();
        return new(combination, place, Draft(combination, noted), noted);
    }

    private void Note(PointReading reading)
    {
        idle.Note(reading.Idle, reading.Draft.Locate);
        NoteAll(reading.Problems.Where(IsWorthTelling).Select(reading.Draft.Locate));
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

    private void RequireNew(Dictionary<string, int> seen, PointReading reading)
    {
        if (seen.TryAdd(reading.Content, reading.Combination))
        {
            return;
        }

        var (row, _) = design.Rows(reading.Combination).Zip(design.Rows(seen[reading.Content])).First(pair => pair.First != pair.Second);
        var found = row.Cells.Length == 1
            ? $"{row.Cells[0].Path}: found {Found.Text(row.Cells[0].Value)}"
            : $"{row.Place}: found {(row.Cells.IsEmpty ? "an empty mapping" : string.Join(", ", row.Cells.Select(cell => $"{cell.Path} {Found.Text(cell.Value)}")))}";
        NoteAll([new(row.Place, $"{found}, which makes a point equal to an earlier one; each point must differ")]);
    }
}
