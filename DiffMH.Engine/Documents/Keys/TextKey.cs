using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>A key that takes a text that is not empty.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Expected">What would be right, as messages say it.</param>
internal sealed record TextKey(string Name, string Meaning, string Expected) : Key(Name, Meaning)
{
    /// <summary>The text where the key is absent, as far as it does not depend on others.</summary>
    public string? Fallback { get; init; }

    /// <summary>A regular expression for the whole text; null where it is a name of which a plugin decides.</summary>
    public string? Pattern { get; init; }

    /// <summary>The only texts there are; null where there are others.</summary>
    public IReadOnlyCollection<string>? Words { get; init; }

    /// <inheritdoc/>
    public override JsonNode? Default => Fallback is { } text ? JsonValue.Create(text) : null;

    /// <inheritdoc/>
    public override JsonObject Shape() => Words is { } words ? SchemaOf.Words(words) : SchemaOf.Text(Pattern);
}
