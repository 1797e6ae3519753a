using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads <c>estimator.step</c>: how far from θ a difference quotient looks in each parameter of <c>wrt</c>.</summary>
/// <remarks>It must be given: the bias grows with its square, the noise with its inverse, and both have the units of θ.</remarks>
internal sealed class StepReader(MappingReader estimator, ICollection<SweepProblem> problems)
{
    /// <summary>The key.</summary>
    public static ShapedKey Key { get; } = new(
        "step",
        "How far a difference quotient looks to either side: a number, or one for each parameter in wrt, as in { T: 0.05 }. Only with method finite-difference.",
        () => SchemaOf.Any(SchemaOf.Number(NumberRange.Positive), SchemaOf.MappingOf(ThetaLayout.SelectorPattern, SchemaOf.Number(NumberRange.Positive))));

    private const string Expected = "a finite number above 0, or one for each parameter in estimator.wrt, as in { T: 0.05 }";

    /// <summary>One number for each parameter of <c>wrt</c>; empty where nothing can be read.</summary>
    public Vector Read(ThetaLayout? theta, ImmutableArray<string> wrt)
    {
        if (!estimator.Has(Key.Name))
        {
            estimator.NoteMissing(Key.Name, Expected);
            return Vector.Empty;
        }

        if (estimator.Value(Key.Name) is JsonObject mapping)
        {
            return theta is null || wrt.IsEmpty ? Vector.Empty : ReadEach(mapping, theta, wrt);
        }

        if (JsonNumbers.TryGetDouble(estimator.Value(Key.Name), out var step) && NumberRange.Positive.Holds(step))
        {
            return Vector.Wrap([.. Enumerable.Repeat(step, wrt.Length)]);
        }

        estimator.NoteValue(Key.Name, Expected);
        return Vector.Empty;
    }

    /// <summary>The key of the resolved document.</summary>
    public static JsonObject Write(EstimatorSettings estimator) =>
        new(estimator.Wrt.Select((name, i) => KeyValuePair.Create<string, JsonNode?>(name, JsonValue.Create(estimator.Steps[i]))));

    private Vector ReadEach(JsonObject mapping, ThetaLayout theta, ImmutableArray<string> wrt)
    {
        var noted = problems.Count;
        var (steps, isGiven) = (new double[wrt.Length], new bool[wrt.Length]);
        var each = new MappingReader(mapping, estimator.PathOf(Key.Name), problems);
        foreach (var (name, _) in mapping)
        {
            var selected = theta.Select(name).Select(index => wrt.IndexOf(theta.Names[index])).Where(index => index >= 0).ToList();
            if (selected.Count == 0)
            {
                each.Note(name, $"found '{name}'; it must be a parameter in estimator.wrt: {NameSuggestion.For(name, wrt)}", ProblemPart.Key);
            }

            var step = each.Number(new NumberKey(name, "", NumberRange.Positive));
            selected.ForEach(index => (steps[index], isGiven[index]) = (step, true));
        }

        foreach (var name in wrt.Where((_, i) => !isGiven[i]))
        {
            each.NoteMissing(name, $"a finite number{NumberRange.Positive}");
        }

        return problems.Count == noted ? Vector.Wrap(steps) : Vector.Empty;
    }
}
