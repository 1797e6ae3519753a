using System.Text.Json.Nodes;

namespace DiffMH.Engine.Designs;

/// <summary>A key that a design varies, and one of its values.</summary>
/// <param name="Path">The key's dotted path.</param>
/// <param name="Value">The value.</param>
/// <param name="KeyPlace">The path at which the design section has the key, for messages.</param>
/// <param name="Place">The path at which it has the value.</param>
internal sealed record Cell(string Path, JsonNode? Value, string KeyPlace, string Place);
