using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;

namespace DiffMH.Engine.Sweeps;

/// <summary>The key <c>choices</c>: what pilots chose before, so that none chooses anew, and perhaps otherwise. It names no point.</summary>
public static class PilotChoices
{
    private static readonly ChoiceKey<Scheme> OfScheme = new("scheme", "The scheme.", SweepDefaults.Scheme) { IsRequired = true };
    private static readonly IntegerKey OfAlternatives = new("alternatives", "How many alternatives.", 1, EstimatorSettings.MostAlternatives) { IsRequired = true };

    /// <summary>The key.</summary>
    internal static ShapedKey Key { get; } = new(
        "choices",
        "What pilots chose for settings that are auto, as replay.yaml has it: one entry for each point, { scheme: symmetric, alternatives: 4 }, or null where a point leaves nothing to a pilot.",
        () => SchemaOf.List(SchemaOf.Any(new JsonObject { ["type"] = "null" }, Entry()), 1));

    /// <summary>Whether a document has the choices, so that no pilot is run.</summary>
    public static bool AreIn(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.ContainsKey(Key.Name);
    }

    /// <summary>Writes those of a sweep into a document.</summary>
    public static void Write(JsonObject document, FrozenSweep sweep)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(sweep);
        document[Key.Name] = new JsonArray([.. sweep.Points.Select(point => IsOpen(point)
            ? new JsonObject { [OfScheme.Name] = Word.Of(point.Estimator.Scheme), [OfAlternatives.Name] = point.Estimator.Alternatives }
            : null)]);
    }

    /// <summary>The points with what a document says was chosen.</summary>
    internal static ImmutableArray<PointSpec> Read(JsonObject document, ImmutableArray<PointSpec> points, ICollection<SweepProblem> problems)
    {
        if (document[Key.Name] is JsonArray list && list.Count == points.Length)
        {
            return [.. points.Zip(list, (point, entry) => point with { Estimator = Read(entry, point, problems) })];
        }

        var found = document[Key.Name] is JsonArray other ? $"a list of {other.Count}" : Found.Text(document[Key.Name]);
        problems.Add(new(Key.Name, $"{Key.Name}: found {found}; it must be a list of one entry for each point, here {points.Length}"));
        return points;
    }

    private static EstimatorSettings Read(JsonNode? entry, PointSpec point, ICollection<SweepProblem> problems)
    {
        var (path, estimator) = (DocumentPath.Item(Key.Name, point.Index), point.Estimator);
        if (entry is not JsonObject mapping || !IsOpen(point))
        {
            if (entry is not null || IsOpen(point))
            {
                problems.Add(new(path, $"{path}: found {Found.Text(entry)}; it must be {(IsOpen(point) ? "a mapping of scheme and alternatives, as the point leaves them to a pilot" : "null, as the point leaves nothing to a pilot")}"));
            }

            return estimator;
        }

        var section = new MappingReader(mapping, path, problems);
        var (scheme, alternatives) = (section.Choice(OfScheme), (int)section.Integer(OfAlternatives));
        section.Finish();
        if (scheme == Scheme.OneSided && estimator.Wrt.Length > 1)
        {
            section.Note(OfScheme.Name, $"found one-sided with {estimator.Wrt.Length} parameters in wrt; its weights exist for one parameter only");
        }

        return estimator with
        {
            Scheme = estimator.Chosen.HasFlag(ChosenSettings.Scheme) ? scheme : estimator.Scheme,
            Alternatives = estimator.Chosen.HasFlag(ChosenSettings.Alternatives) ? alternatives : estimator.Alternatives,
        };
    }

    private static bool IsOpen(PointSpec point) => point.Estimator.Chosen != ChosenSettings.None;

    private static JsonObject Entry()
    {
        var entry = SchemaOf.Mapping([(OfScheme.Name, OfScheme.Shape()), (OfAlternatives.Name, OfAlternatives.Shape())]);
        entry["required"] = SchemaOf.Names([OfScheme.Name, OfAlternatives.Name]);
        return entry;
    }
}
