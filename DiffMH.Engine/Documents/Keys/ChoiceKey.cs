using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>A key that takes one of a few words.</summary>
/// <typeparam name="T">Their enumeration.</typeparam>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">What it means, word by word.</param>
/// <param name="Fallback">The word where the key is absent.</param>
internal sealed record ChoiceKey<T>(string Name, string Meaning, T Fallback) : Key(Name, Meaning)
    where T : struct, Enum
{
    /// <summary>A word that is taken beside those of the enumeration; null for none.</summary>
    public string? Also { get; init; }

    /// <summary>What would be right, as messages say it.</summary>
    public string Expected => Also is null ? Words<T>.Expected : MappingReader.OneOf(Words<T>.All.Append(Also));

    /// <inheritdoc/>
    public override JsonNode? Default => JsonValue.Create(Word.Of(Fallback));

    /// <inheritdoc/>
    public override JsonObject Shape() => SchemaOf.Words(Words<T>.All.Concat(Also is null ? [] : [Also]));
}
