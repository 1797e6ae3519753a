using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>A key that takes a whole number.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The largest.</param>
internal sealed record IntegerKey(string Name, string Meaning, long Minimum, long Maximum = int.MaxValue) : Key(Name, Meaning)
{
    /// <summary>The number where the key is absent.</summary>
    public long? Fallback { get; init; }

    /// <summary>A word that is taken beside numbers; null for none.</summary>
    public string? Also { get; init; }

    /// <summary>What would be right, as messages say it.</summary>
    public string Expected => $"an integer{new NumberRange(Minimum, Maximum)}{(Also is null ? "" : $", or {Also}")}";

    /// <inheritdoc/>
    public override JsonNode? Default => Fallback is { } number ? JsonValue.Create(number) : null;

    /// <inheritdoc/>
    public override JsonObject Shape() => Also is null ? SchemaOf.Integer(Minimum, Maximum) : SchemaOf.Any(SchemaOf.Integer(Minimum, Maximum), SchemaOf.Is(Also));
}
