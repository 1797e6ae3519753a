using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Designs;

/// <summary>Reads the values of an axis: a list, numbers at regular distances, or a sample.</summary>
/// <param name="axis">The axis; its values are not there yet.</param>
/// <param name="seed">The sweep's seed.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class AxisValues(Axis axis, ulong seed, ICollection<SweepProblem> problems)
{
    private const string Linspace = "linspace";
    private const string Logspace = "logspace";
    private const string Range = "range";

    private static readonly ImmutableArray<string> Forms = [Linspace, Logspace, Range, .. AxisSample.Forms];
    private static readonly string Expected = $"a list of values, or a mapping with one of {string.Join(", ", Forms)}, as in {{ linspace: [from, to, count] }}";

    /// <summary>The values; none after noting what is wrong.</summary>
    public ImmutableArray<JsonNode?> Read(JsonNode? node)
    {
        var noted = problems.Count;
        ImmutableArray<JsonNode?> values = node switch
        {
            JsonArray { Count: > 0 } list => [.. list],
            JsonObject { Count: > 0 } mapping => ReadForm(mapping),
            _ => [],
        };
        if (values.IsEmpty && problems.Count == noted)
        {
            problems.Add(new(axis.Place, $"values of {axis.Path}: found {Found.Text(node)}; they must be {Expected}"));
        }

        return values;
    }

    private ImmutableArray<JsonNode?> ReadForm(JsonObject mapping)
    {
        var reader = new MappingReader(mapping, axis.Place, problems);
        ImmutableArray<string> given = [.. Forms.Where(reader.Has)];
        var isSample = given.Length == 1 && AxisSample.Forms.Contains(given[0]);
        var count = isSample ? (int)reader.Integer("count", fallback: null, 1, Design.MostPoints) : 0;
        var noted = problems.Count;
        reader.Finish();
        if (given.Length != 1)
        {
            if (problems.Count == noted)
            {
                problems.Add(new(axis.Place, $"values of {axis.Path}: found {Found.Text(mapping)}; they must be {Expected}"));
            }

            return [];
        }

        var values = given[0] switch
        {
            Linspace => ReadSpace(reader, Linspace, NumberRange.Any, RegularNumbers.Linear),
            Logspace => ReadSpace(reader, Logspace, NumberRange.Positive, RegularNumbers.Logarithmic),
            Range => ReadRange(reader),
            _ => new AxisSample(axis.Path, seed).Read(reader, given[0], count),
        };
        return problems.Count > noted ? [] : values;
    }

    private static ImmutableArray<JsonNode?> ReadSpace(MappingReader reader, string key, NumberRange range, Func<double, double, int, double[]> space)
    {
        if (reader.Value(key) is JsonArray { Count: 3 } list
            && JsonNumbers.TryGetDouble(list[0], out var from) && range.Holds(from)
            && JsonNumbers.TryGetDouble(list[1], out var to) && range.Holds(to)
            && JsonNumbers.TryGetInteger(list[2], out var count) && count is >= 2 and <= Design.MostPoints)
        {
            return [.. space(from, to, (int)count).Select(value => JsonValue.Create(value))];
        }

        reader.NoteValue(key, $"[from, to, count] with finite numbers{range} and a count from 2 to {Design.MostPoints}");
        return [];
    }

    private static ImmutableArray<JsonNode?> ReadRange(MappingReader reader)
    {
        if (reader.Value(Range) is JsonArray { Count: 3 } list
            && JsonNumbers.TryGetDouble(list[0], out var from) && double.IsFinite(from)
            && JsonNumbers.TryGetDouble(list[1], out var to) && double.IsFinite(to)
            && JsonNumbers.TryGetDouble(list[2], out var step) && double.IsFinite(step)
            && RegularNumbers.Stepwise(from, to, step, Design.MostPoints) is { } numbers)
        {
            return [.. numbers.Select(JsonNumbers.Node)];
        }

        reader.NoteValue(Range, $"[from, to, step] with finite numbers and a step that leads from one to the other in at most {Design.MostPoints} numbers");
        return [];
    }
}
