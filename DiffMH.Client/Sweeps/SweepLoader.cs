using System.Collections.Immutable;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Sweeps;

namespace DiffMH.Client.Sweeps;

/// <summary>Reads a sweep file and freezes it against the plugins at hand.</summary>
public static class SweepLoader
{
    /// <summary>Loads a sweep.</summary>
    /// <param name="fileName">The file's path, as messages call it.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="overrides">Each as <c>path=value</c>.</param>
    /// <param name="catalogue">The plugins.</param>
    public static SweepLoading Load(string fileName, string text, IReadOnlyList<string> overrides, ModelCatalogue catalogue)
    {
        var reading = SweepFileReader.Read(fileName, text, overrides);
        var frozen = reading.Document is { } document ? SweepFreezer.Freeze(document, catalogue) : new FreezeResult(Sweep: null, [], Excluded: 0, []);
        ImmutableArray<string> errors =
            [
                .. reading.Problems
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
}
