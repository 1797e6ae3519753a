using System.Text.Json.Nodes;
using DiffMH.Engine.Documents.Keys;

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
        if (!known.Contains(key))
        {
            known.Add(key);
        }

        return mapping.ContainsKey(key);
    }

    /// <summary>The value of a key; null where it is absent or empty.</summary>
    public JsonNode? Value(string key) => Has(key) ? mapping[key] : null;

    /// <summary>A whole number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">What would be right, where there is more to say than the range.</param>
    public long Integer(IntegerKey key, string? expected = null)
    {
        if (JsonNumbers.TryGetInteger(Value(key.Name), out var integer) && integer >= key.Minimum && integer <= key.Maximum)
        {
            return integer;
        }

        NoteWrong(key, expected is null ? static key => key.Expected : Always(expected));
        return key.Fallback ?? key.Minimum;
    }

    /// <summary>A finite number.</summary>
    public double Number(NumberKey key)
    {
        if (JsonNumbers.TryGetDouble(Value(key.Name), out var number) && key.Range.Holds(number))
        {
            return number;
        }

        NoteWrong(key, static key => $"a finite number{key.Range}");
        return key.Fallback ?? double.NaN;
    }

    /// <summary>A text that is not empty; null where it is missing or wrong.</summary>
    public string? Text(TextKey key)
    {
        if (Value(key.Name) is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0)
        {
            return text;
        }

        NoteWrong(key, static key => key.Expected);
        return key.Fallback;
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(ChoiceKey<T> key)
        where T : struct, Enum
    {
        if (Value(key.Name) is JsonValue value && value.TryGetValue<string>(out var text) && Words<T>.Find(text) is { } choice)
        {
            return choice;
        }

        NoteWrong(key, static key => key.Expected);
        return key.Fallback;
    }

    /// <summary>True or false; false where it is absent.</summary>
    public bool Flag(FlagKey key)
    {
        if (Value(key.Name) is JsonValue value && value.TryGetValue<bool>(out var flag))
        {
            return flag;
        }

        NoteWrong(key, static _ => "true or false");
        return false;
    }

    /// <summary>Whether the value of a key is a certain word.</summary>
    public bool Says(string key, string word) => Value(key) is JsonValue value && value.TryGetValue<string>(out var text) && text == word;

    /// <summary>A mapping below a key; null where it is missing or something else.</summary>
    public JsonObject? Mapping(Key key, string expected = "a mapping") => Mapping(key, Always(expected));

    /// <summary>A reader of a mapping below a key; of an empty one where it is absent or something else.</summary>
    public MappingReader Section(SectionKey key) => new(Mapping(key, static key => key.Expected) ?? [], PathOf(key.Name), problems);

    /// <summary>Notes a problem with the value of a key.</summary>
    public void NoteValue(string key, string expected) => Note(key, $"found {Found.Text(mapping[key])}; it must be {expected}");

    /// <summary>Notes a problem with a key: its path is put in front of the message.</summary>
    public void Note(string key, string message, ProblemPart part = ProblemPart.Value) => problems.Add(new(PathOf(key), $"{PathOf(key)}: {message}", part));

    /// <summary>Notes that a key is missing.</summary>
    public void NoteMissing(string key, string expected) => problems.Add(new(path, $"missing key '{PathOf(key)}': found nothing; it must be {expected}", ProblemPart.Key));

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var key in mapping.Select(entry => entry.Key).Where(key => !known.Contains(key)))
        {
            problems.Add(new(PathOf(key), $"unknown key '{PathOf(key)}': found '{key}'; {NameSuggestion.For(key, known)}", ProblemPart.Key));
        }
    }

    /// <summary>Words as messages list them.</summary>
    public static string OneOf(IEnumerable<string> words) => $"one of {string.Join(", ", words)}";

    private static Func<Key, string> Always(string text) => _ => text;

    private JsonObject? Mapping<TKey>(TKey key, Func<TKey, string> expected)
        where TKey : Key
    {
        if (Value(key.Name) is JsonObject found)
        {
            return found;
        }

        NoteWrong(key, expected);
        return null;
    }

    /// <summary>Notes a value that is not what it must be, or a key that must be there; nothing where it may be absent and is.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">What would be right: asked for where it is noted, since nearly all keys of thousands of points may be absent and are.</param>
    private void NoteWrong<TKey>(TKey key, Func<TKey, string> expected)
        where TKey : Key
    {
        if (mapping.ContainsKey(key.Name))
        {
            NoteValue(key.Name, expected(key));
        }
        else if (key.IsRequired)
        {
            NoteMissing(key.Name, expected(key));
        }
    }
}
