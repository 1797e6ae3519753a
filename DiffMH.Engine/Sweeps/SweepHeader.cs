using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>What is the same for all points of a sweep.</summary>
/// <param name="Name">The sweep's name.</param>
/// <param name="Seed">Its seed, 0 … 2⁶³ − 1.</param>
/// <param name="Mode">What is done at each point.</param>
internal sealed record SweepHeader(string Name, ulong Seed, SweepMode Mode)
{
    private const string Version = "diffmh/v1";
    private const string Kind = "Sweep";
    private const string SeedExpected = "an integer from 0 to 9223372036854775807";

    /// <summary>The keys that a design cannot vary.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["apiVersion", "kind", "name", "seed", "mode", "design", "replicates", StopSection.Key, OutputSection.Key];

    public static SweepHeader Read(MappingReader root)
    {
        RequireWord(root, "apiVersion", Version);
        RequireWord(root, "kind", Kind);
        return new SweepHeader(ReadName(root), ReadSeed(root), root.Choice("mode", SweepDefaults.Mode));
    }

    /// <summary>The header's part of the resolved document.</summary>
    public void Write(JsonObject document)
    {
        document["apiVersion"] = Version;
        document["kind"] = Kind;
        document["name"] = Name;
        document["mode"] = Word.Of(Mode);

        // RFC 8785 holds integers up to 2^53; larger ones are written as text, which ReadSeed takes as well.
        document["seed"] = Seed <= 1UL << 53 ? JsonValue.Create((long)Seed) : JsonValue.Create(Seed.ToString(CultureInfo.InvariantCulture));
    }

    private static void RequireWord(MappingReader root, string key, string word)
    {
        if (root.Text(key, fallback: null, word) is { } found && found != word)
        {
            root.NoteValue(key, word);
        }
    }

    private static string ReadName(MappingReader root)
    {
        const string expected = "a name of letters, digits, '.', '_' and '-', at most 100 of them";
        var name = root.Text("name", fallback: null, expected);
        var isFine = name is null || (name.Length <= 100 && char.IsAsciiLetterOrDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-'));
        if (!isFine)
        {
            // The name becomes part of a folder's name.
            root.NoteValue("name", expected);
        }

        return name ?? "";
    }

    private static ulong ReadSeed(MappingReader root) =>
        root.Value("seed") is JsonValue value
        && value.GetValueKind() == JsonValueKind.String
        && long.TryParse(value.GetValue<string>(), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? (ulong)digits
            : (ulong)root.Integer("seed", fallback: null, 0, long.MaxValue, SeedExpected);
}
