using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace DiffMH.Engine.Designs;

/// <summary>What a condition asks of one key.</summary>
/// <param name="Path">The key's dotted path.</param>
/// <param name="Place">The path of the entry in the design section, for messages.</param>
/// <param name="Values">The values of which the point must have one.</param>
internal sealed record Requirement(string Path, string Place, ImmutableArray<JsonNode?> Values);
