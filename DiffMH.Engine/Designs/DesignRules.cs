using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Designs;

/// <summary>Applies the rules of a design to its points, one after the other, and remembers which had any use.</summary>
/// <param name="design">The design.</param>
internal sealed class DesignRules(Design design)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SweepProblem> unknown = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>Keys in conditions that no point seen has.</summary>
    public IEnumerable<SweepProblem> Unknown => unknown.Where(entry => !known.Contains(entry.Key)).Select(entry => entry.Value);

    /// <summary>Rules that held at no point seen, as warnings.</summary>
    public IEnumerable<string> Unused => design.Refinements.Select(refinement => refinement.When).Concat(design.Exclusions)
        .Where(condition => !used.Contains(condition.Place))
        .Select(condition => $"{condition.Place} has no effect: no point has the values that its condition asks for");

    /// <summary>Sets what the refinements set; each sees what those before it have set.</summary>
    public void Refine(PointDraft point, ICollection<SweepProblem> problems)
    {
        for (var i = 0; i < design.Refinements.Length; i++)
        {
            var refinement = design.Refinements[i];
            if (!Holds(refinement.When, point))
            {
                continue;
            }

            foreach (var assignment in refinement.Assignments)
            {
                point.Set(assignment, problems);
            }

            if (i < design.Refinements.Length - 1)
            {
                // For the conditions that follow; what is wrong may be put right by them.
                new ComputedSettings(point, []).Put();
            }
        }

        new ComputedSettings(point, problems).Put();
    }

    /// <summary>Whether a refined point is left out.</summary>
    public bool Excludes(PointDraft point)
    {
        var isExcluded = false;
        foreach (var condition in design.Exclusions)
        {
            isExcluded |= Holds(condition, point);   // each is asked, so that none seems to be of no use
        }

        return isExcluded;
    }

    private bool Holds(Condition condition, PointDraft point)
    {
        var holds = true;
        foreach (var requirement in condition.Requirements.Where(requirement => holds || !known.Contains(requirement.Place)))
        {
            if (point.TryGet(requirement.Path, out var value))
            {
                known.Add(requirement.Place);
                holds &= requirement.Values.Any(asked => SettingValue.Is(asked, value));
            }
            else
            {
                unknown.TryAdd(requirement.Place, new(requirement.Place, $"unknown key '{requirement.Path}': found at no point; {point.Suggest(requirement.Path)}", ProblemPart.Key));
                holds = false;
            }
        }

        if (holds)
        {
            used.Add(condition.Place);
        }

        return holds;
    }
}
