using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>A key that is true or false, and false where it is absent.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">What it means where it is true.</param>
internal sealed record FlagKey(string Name, string Meaning) : Key(Name, Meaning)
{
    /// <inheritdoc/>
    public override JsonNode? Default => JsonValue.Create(false);

    /// <inheritdoc/>
    public override JsonObject Shape() => new() { ["type"] = "boolean" };
}
