using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Pilots;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Client.Sweeps;

/// <summary>Reads a sweep file and freezes it against the plugins at hand.</summary>
public static class SweepLoader
{
    /// <summary>Loads a sweep, and decides by quiet pilots what it leaves to them.</summary>
    /// <param name="fileName">The file's path, as messages call it.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="overrides">Each as <c>path=value</c>.</param>
    /// <param name="catalogue">The plugins.</param>
    public static SweepLoading Load(string fileName, string text, IReadOnlyList<string> overrides, ModelCatalogue catalogue) => Load(fileName, text, overrides, catalogue, PilotOrders.Quiet);

    /// <summary>Loads a sweep.</summary>
    /// <param name="fileName">The file's path, as messages call it.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="overrides">Each as <c>path=value</c>.</param>
    /// <param name="catalogue">The plugins.</param>
    /// <param name="pilots">How pilots decide what the file leaves to them; null leaves it open.</param>
    /// <exception cref="OperationCanceledException">A pilot was no longer wanted.</exception>
    public static SweepLoading Load(string fileName, string text, IReadOnlyList<string> overrides, ModelCatalogue catalogue, PilotOrders? pilots)
    {
        var reading = SweepFileReader.Read(fileName, text, overrides);
        var frozen = reading.Document is { } document ? SweepFreezer.Freeze(document, catalogue, pilots) : new FreezeResult(Sweep: null, [], Excluded: 0, []);
        ImmutableArray<string> errors =
            [
                .. reading.Problems
                    .Concat(Overridden(overrides, frozen.Sweep))
                    .Concat(frozen.Problems.Select(problem => new PlacedProblem(reading.Places.Of(problem.Path, problem.Part, problem.Column), problem.Message)))
                    .Distinct()
                    .OrderBy(problem => problem.Place.IsOverride)
                    .ThenBy(problem => problem.Place.Source != fileName)
                    .ThenBy(problem => problem.Place.Line)
                    .ThenBy(problem => problem.Place.Column)
                    .Select(problem => problem.ToString()),
            ];
        var isPluginAtFault = reading.Problems.IsEmpty && !frozen.Problems.IsEmpty && frozen.Problems.All(problem => problem.Kind == ProblemKind.Plugin);
        return new SweepLoading(errors.IsEmpty ? frozen.Sweep : null, errors, isPluginAtFault, reading, frozen.Excluded, frozen.Warnings);
    }

    /// <summary>The overrides that change nothing, since the design gives their keys values of its own.</summary>
    private static IEnumerable<PlacedProblem> Overridden(IReadOnlyList<string> overrides, FrozenSweep? sweep)
    {
        var axes = sweep is null || overrides.Count == 0 ? [] : JsonNode.Parse(sweep.Points[0].Settings)!.AsObject().Select(axis => axis.Key).ToArray();
        return
            from place in overrides.Select((text, i) => (Path: text.Split('=')[0].Trim(), Place: new SourcePlace($"--set {text}", 0, i)))
            let axis = axes.FirstOrDefault(axis => DocumentPath.Covers(axis, place.Path))
            where axis is not null
            select new PlacedProblem(place.Place, $"override: found {place.Path}, to which the design gives a value at each point; it must be a key that is not varied; what varies {axis} is in design.cross, zip or points");
    }
}
