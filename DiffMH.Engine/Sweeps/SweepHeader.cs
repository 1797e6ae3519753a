using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Schemas;

namespace DiffMH.Engine.Sweeps;

/// <summary>What is the same for all points of a sweep.</summary>
/// <param name="Name">The sweep's name.</param>
/// <param name="Seed">Its seed, 0 … 2⁶³ − 1.</param>
/// <param name="Mode">What is done at each point.</param>
/// <param name="RequiresVerification">Whether every plugin must have passed its verification.</param>
internal sealed partial record SweepHeader(string Name, ulong Seed, SweepMode Mode, bool RequiresVerification = false)
{
    private const string NamePattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private static readonly TextKey VersionKey = Fixed("apiVersion", "The version of the format.", "diffmh/v1");
    private static readonly TextKey KindKey = Fixed("kind", "What the file describes.", "Sweep");

    // The name becomes part of a folder's name.
    private static readonly TextKey NameKey = new("name", "The sweep's name, which is part of the name of its results folder.", "a name of letters, digits, '.', '_' and '-', at most 100 of them")
    {
        IsRequired = true,
        Pattern = NamePattern,
    };

    private static readonly IntegerKey SeedNumber = new("seed", "From which all random numbers follow, 0 to 2^63 - 1. Resolved files write those above 2^53 as text.", 0, long.MaxValue) { IsRequired = true };
    private static readonly ShapedKey SeedKey = new(SeedNumber.Name, SeedNumber.Meaning, () => SchemaOf.Any(SeedNumber.Shape(), SchemaOf.Text("[0-9]+"))) { IsRequired = true };

    /// <summary>The key of the mode.</summary>
    public static ChoiceKey<SweepMode> ModeKey { get; } = new("mode", "optimize: find the parameters. gradient: value and gradient at the given parameters, without an optimizer.", SweepDefaults.Mode);

    /// <summary>The key that asks for certificates.</summary>
    public static FlagKey RequireVerifyKey { get; } = new("require_verify", "Refuse the sweep where one of its plugins, to the bit, has no certificate that it passed diffmh verify.");

    /// <summary>The keys.</summary>
    public static ImmutableArray<Key> Keys { get; } = [VersionKey, KindKey, NameKey, SeedKey, ModeKey, RequireVerifyKey];

    /// <summary>The keys that a design cannot vary.</summary>
    public static IReadOnlyList<string> Constant { get; } = [.. Keys.Select(key => key.Name), DesignForm.Section.Name, ReplicateSettings.Section.Name, StopSection.Section.Name, OutputSection.Section.Name, PilotChoices.Key.Name];

    public static SweepHeader Read(MappingReader root)
    {
        RequireWord(root, VersionKey);
        RequireWord(root, KindKey);
        return new SweepHeader(ReadName(root), ReadSeed(root), root.Choice(ModeKey), root.Flag(RequireVerifyKey));
    }

    /// <summary>The header's part of the resolved document.</summary>
    public void Write(JsonObject document)
    {
        document[VersionKey.Name] = VersionKey.Expected;
        document[KindKey.Name] = KindKey.Expected;
        document[NameKey.Name] = Name;
        document[ModeKey.Name] = Word.Of(Mode);
        if (!RequiresVerification)
        {
            document.Remove(RequireVerifyKey.Name);   // written only where it is true: a sweep without it stays the sweep it was before there was the key
        }

        // RFC 8785 holds integers up to 2^53; larger ones are written as text, which ReadSeed takes as well.
        document[SeedKey.Name] = Seed <= 1UL << 53 ? JsonValue.Create((long)Seed) : JsonValue.Create(Seed.ToString(CultureInfo.InvariantCulture));
    }

    private static TextKey Fixed(string name, string meaning, string word) => new(name, meaning, word) { IsRequired = true, Words = [word] };

    private static void RequireWord(MappingReader root, TextKey key)
    {
        if (root.Text(key) is { } found && found != key.Expected)
        {
            root.NoteValue(key.Name, key.Expected);
        }
    }

    private static string ReadName(MappingReader root)
    {
        var name = root.Text(NameKey);
        if (name is not null && !IsName().IsMatch(name))
        {
            root.NoteValue(NameKey.Name, NameKey.Expected);
        }

        return name ?? "";
    }

    [GeneratedRegex($@"\A{NamePattern}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsName();

    private static ulong ReadSeed(MappingReader root) =>
        root.Value(SeedKey.Name) is JsonValue value
        && value.GetValueKind() == JsonValueKind.String
        && long.TryParse(value.GetValue<string>(), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            ? (ulong)digits
            : (ulong)root.Integer(SeedNumber, "an integer from 0 to 9223372036854775807");
}
