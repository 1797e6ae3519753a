using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Expands a design: each point is the file with the point's axis values put in, read as strictly as a file of its own.</summary>
internal sealed class PointExpansion(JsonObject file, Design design, ReplicateSettings replicates, ICollection<SweepProblem> problems)
{
    private readonly HashSet<SweepProblem> known = [];
    private readonly IdleSettings idle = new();

    /// <summary>What the sections of all points agree on.</summary>
    public JsonObject Common { get; private set; } = [];

    /// <summary>The points; those that are wrong are left out and noted.</summary>
    public ImmutableArray<PointSpec> Read(PointReader reader)
    {
        var count = (int)design.Points;
        if (count > Design.MostPoints)
        {
            problems.Add(new("design.cross", $"design.cross: found {string.Join(" x ", design.Axes.Select(axis => axis.Values.Length))} points; they must be at most {Design.MostPoints}"));
            count = 1;
        }

        var points = ImmutableArray.CreateBuilder<PointSpec>(count);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
        {
            var choice = design.Choice(index);
            if (Resolve(reader, index, choice) is not { } resolved)
            {
                continue;
            }

            RequireNew(seen, resolved, index, choice);
            Common = points.Count == 0 ? resolved.Sections : ResolvedDocument.Agreement(Common, resolved.Sections);
            points.Add(Name(resolved.Spec, choice));
        }

        // Where an axis could not be read, points are missing that may have used the setting.
        foreach (var problem in design.Broken.IsEmpty ? idle.Problems : [])
        {
            problems.Add(problem);
        }

        return points.ToImmutable();
    }

    private PointSpec Name(PointSpec spec, ImmutableArray<int> choice)
    {
        var settings = design.Settings(choice);
        return spec with
        {
            Identity = PointKeys.Identity(settings),
            StreamKey = PointKeys.StreamKey(settings, replicates.Shared),
            Settings = CanonicalJson.Write(settings),
        };
    }

    private ResolvedPoint? Resolve(PointReader reader, int index, ImmutableArray<int> choice)
    {
        var document = file.DeepClone().AsObject();
        var noted = new List<SweepProblem>();
        for (var i = 0; i < design.Axes.Length; i++)
        {
            var axis = design.Axes[i];
            if (DocumentPath.Set(document, axis.Path, axis.Values[choice[i]]?.DeepClone()) is { } problem)
            {
                noted.Add(new(axis.Path, problem, ProblemPart.Key));
            }
        }

        var idleHere = new List<SweepProblem>();
        var resolved = noted.Count == 0 ? reader.Read(document, index, noted, idleHere) : null;
        idle.Note(idleHere, problem => design.Locate(problem, choice));
        foreach (var problem in noted.Where(IsWorthTelling).Select(problem => design.Locate(problem, choice)).Where(known.Add))
        {
            problems.Add(problem);
        }

        return resolved;
    }

    // The values of a broken axis are not there to be put in, so what is said about its key is a consequence.
    private bool IsWorthTelling(SweepProblem problem) =>
        !design.Broken.Any(path => DocumentPath.Covers(path, problem.Path) || problem.Message.StartsWith($"missing key '{path}'", StringComparison.Ordinal));

    private void RequireNew(Dictionary<string, int> seen, ResolvedPoint resolved, int index, ImmutableArray<int> choice)
    {
        // Compared as resolved, so that 50 and 5e1, or a name and { name }, are the same.
        if (seen.TryAdd(CanonicalJson.Hash(resolved.Sections), index))
        {
            return;
        }

        var first = design.Choice(seen[CanonicalJson.Hash(resolved.Sections)]);
        var axis = Enumerable.Range(0, design.Axes.Length).First(i => choice[i] != first[i]);
        var place = DocumentPath.Item(design.Axes[axis].Place, choice[axis]);
        var again = new SweepProblem(place, $"{design.Axes[axis].Path}: found {Found.Text(design.Axes[axis].Values[choice[axis]])}, which makes a point equal to an earlier one; each point must differ");
        if (known.Add(again))
        {
            problems.Add(again);
        }
    }
}
