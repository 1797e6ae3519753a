using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>What a sweep varies: every combination of the values of its axes, the last axis fastest.</summary>
/// <param name="Axes">The axes.</param>
/// <param name="Broken">Paths of axes whose values could not be read: what is wrong at these keys is not reported again.</param>
internal sealed record Design(ImmutableArray<Axis> Axes, ImmutableArray<string> Broken)
{
    /// <summary>The largest number of points.</summary>
    public const int MostPoints = 100_000;

    /// <summary>How many points there are.</summary>
    public long Points => Axes.Aggregate(1L, (points, axis) => Math.Min(points * axis.Values.Length, int.MaxValue));

    /// <summary>For each axis which of its values a point has.</summary>
    public ImmutableArray<int> Choice(int point)
    {
        var choice = new int[Axes.Length];
        for (var i = Axes.Length - 1; i >= 0; i--)
        {
            (point, choice[i]) = Math.DivRem(point, Axes[i].Values.Length);
        }

        return [.. choice];
    }

    /// <summary>The values of a point as a JSON object of dotted paths.</summary>
    public JsonObject Settings(ImmutableArray<int> choice) =>
        new(Axes.Select((axis, i) => KeyValuePair.Create(axis.Path, axis.Values[choice[i]]?.DeepClone())));

    /// <summary>Where a problem of a point is in the file: at the axis' value where the key is one that varies.</summary>
    public SweepProblem Locate(SweepProblem problem, ImmutableArray<int> choice)
    {
        for (var i = 0; i < Axes.Length; i++)
        {
            var axis = Axes[i];
            if (DocumentPath.Covers(axis.Path, problem.Path))
            {
                return problem.Part == ProblemPart.Key && problem.Path == axis.Path
                    ? problem with { Path = axis.Place }
                    : problem with { Path = DocumentPath.Item(axis.Place, choice[i]) + problem.Path[axis.Path.Length..] };
            }
        }

        return problem;
    }
}
