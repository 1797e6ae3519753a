using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents;

/// <summary>Reads the keys of one mapping strictly: every problem is noted and reading goes on with the default.</summary>
/// <remarks>A key becomes known by being asked for; <see cref="Finish"/> then reports those that nobody asked for.</remarks>
/// <param name="mapping">The mapping.</param>
/// <param name="path">Its path.</param>
/// <param name="problems">Where problems are noted.</param>
internal sealed class MappingReader(JsonObject mapping, string path, ICollection<SweepProblem> problems)
{
    private readonly List<string> known = [];

    /// <summary>The path of a key.</summary>
    public string PathOf(string key) => DocumentPath.Join(path, key);

    /// <summary>Makes a key known.</summary>
    /// <returns>Whether it is present.</returns>
    public bool Has(string key)
    {
        if (!known.Contains(key, StringComparer.Ordinal))
        {
            known.Add(key);
        }

        return mapping.ContainsKey(key);
    }

    /// <summary>The value of a key; null where it is absent or empty.</summary>
    public JsonNode? Value(string key) => Has(key) ? mapping[key] : null;

    /// <summary>A whole number.</summary>
    public long Integer(string key, long? fallback, long minimum, long maximum = int.MaxValue, string? wording = null)
    {
        if (JsonNumbers.TryGetInteger(Value(key), out var integer) && integer >= minimum && integer <= maximum)
        {
            return integer;
        }

        NoteWrong(key, fallback is not null, wording ?? $"an integer{new NumberRange(minimum, maximum)}");
        return fallback ?? minimum;
    }

    /// <summary>A finite number.</summary>
    public double Number(string key, double? fallback, NumberRange range)
    {
        if (JsonNumbers.TryGetDouble(Value(key), out var number) && range.Holds(number))
        {
            return number;
        }

        NoteWrong(key, fallback is not null, $"a finite number{range}");
        return fallback ?? double.NaN;
    }

    /// <summary>A text that is not empty; null where it is missing or wrong.</summary>
    public string? Text(string key, string? fallback, string expected)
    {
        if (Value(key) is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0)
        {
            return text;
        }

        NoteWrong(key, fallback is not null, expected);
        return fallback;
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string key, T fallback)
        where T : struct, Enum
    {
        if (Value(key) is JsonValue value && value.TryGetValue<string>(out var text) && Words<T>.Values.TryGetValue(text, out var choice))
        {
            return choice;
        }

        NoteWrong(key, isOptional: true, Words<T>.Expected);
        return fallback;
    }

    /// <summary>A mapping below a key; null where it is missing or something else.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">What it holds, for the message where it is missing; null where it may be absent.</param>
    public JsonObject? Mapping(string key, string? expected = null)
    {
        if (Value(key) is JsonObject found)
        {
            return found;
        }

        NoteWrong(key, expected is null, expected ?? "a mapping");
        return null;
    }

    /// <summary>A reader of a mapping below a key; of an empty one where it is absent or something else.</summary>
    public MappingReader Section(string key) => new(Mapping(key) ?? [], PathOf(key), problems);

    /// <summary>Notes a problem with the value of a key.</summary>
    public void NoteValue(string key, string expected) => Note(key, $"found {Found.Text(mapping[key])}; it must be {expected}");

    /// <summary>Notes a problem with a key: its path is put in front of the message.</summary>
    public void Note(string key, string message, ProblemPart part = ProblemPart.Value) => problems.Add(new(PathOf(key), $"{PathOf(key)}: {message}", part));

    /// <summary>Notes that a key is missing.</summary>
    public void NoteMissing(string key, string expected) => problems.Add(new(path, $"missing key '{PathOf(key)}': found nothing; it must be {expected}", ProblemPart.Key));

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var key in mapping.Select(entry => entry.Key).Where(key => !known.Contains(key, StringComparer.Ordinal)))
        {
            problems.Add(new(PathOf(key), $"unknown key '{PathOf(key)}': found '{key}'; {NameSuggestion.For(key, known)}", ProblemPart.Key));
        }
    }

    /// <summary>Words as messages list them.</summary>
    public static string OneOf(IEnumerable<string> words) => $"one of {string.Join(", ", words)}";

    /// <summary>Notes a value that is not what it must be, or a key that must be there; nothing where it may be absent and is.</summary>
    private void NoteWrong(string key, bool isOptional, string expected)
    {
        if (mapping.ContainsKey(key))
        {
            NoteValue(key, expected);
        }
        else if (!isOptional)
        {
            NoteMissing(key, expected);
        }
    }
}
