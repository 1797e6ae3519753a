using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>A key that takes a finite number.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Range">Which numbers.</param>
internal sealed record NumberKey(string Name, string Meaning, NumberRange Range) : Key(Name, Meaning)
{
    /// <summary>The number where the key is absent.</summary>
    public double? Fallback { get; init; }

    /// <inheritdoc/>
    public override JsonNode? Default => Fallback is { } number ? JsonValue.Create(number) : null;

    /// <inheritdoc/>
    public override JsonObject Shape() => SchemaOf.Number(Range);
}
