using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads <c>stop.standard_error</c>: for parameters of <c>wrt</c> the standard error that will do.</summary>
internal sealed class StandardErrorReader(MappingReader stop, StopScope scope, ICollection<SweepProblem> problems)
{
    /// <summary>The key.</summary>
    public static ShapedKey Key { get; } = new("standard_error", "End when parameters in estimator.wrt are known so well, as in { T: 0.002 }; needs at least 2 replicates and 2 chains.", Form);

    private const string Expected = "a mapping from parameters to standard errors, as in { T: 0.01 }";

    /// <summary>One number for each parameter of <c>wrt</c>, +∞ where any will do; empty where nothing can be read.</summary>
    public Vector Read()
    {
        if (scope.Replicates < 2)
        {
            stop.Note(Key.Name, $"found it with replicates.count {scope.Replicates}; a standard error over replicates needs at least 2", ProblemPart.Key);
        }

        if (stop.Mapping(Key, Expected) is not { } mapping || scope.Theta is not { } theta)
        {
            return Vector.Empty;
        }

        if (mapping.Count == 0)
        {
            stop.NoteValue(Key.Name, Expected);
        }

        var wanted = Enumerable.Repeat(double.PositiveInfinity, scope.Wrt.Length).ToArray();
        var errors = new MappingReader(mapping, stop.PathOf(Key.Name), problems);
        foreach (var (name, _) in mapping)
        {
            var selected = theta.Select(name).Select(index => scope.Wrt.IndexOf(theta.Names[index])).Where(index => index >= 0).ToList();
            if (selected.Count == 0)
            {
                errors.Note(name, $"found '{name}'; it must be a parameter in estimator.wrt: {NameSuggestion.For(name, scope.Wrt)}", ProblemPart.Key);
            }

            var error = errors.Number(new NumberKey(name, "", NumberRange.Positive));
            selected.ForEach(index => wanted[index] = Math.Min(wanted[index], error));
        }

        return Vector.Wrap(wanted);
    }

    private static JsonObject Form()
    {
        var form = SchemaOf.MappingOf(ThetaLayout.SelectorPattern, SchemaOf.Number(NumberRange.Positive));
        form["minProperties"] = 1;
        return form;
    }
}
