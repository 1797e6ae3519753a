using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Designs;

/// <summary>One key that a design varies.</summary>
/// <param name="Path">The key's dotted path.</param>
/// <param name="Place">The path of the entry in the design section, for messages.</param>
/// <param name="Values">The values.</param>
internal sealed record Axis(string Path, string Place, ImmutableArray<JsonNode?> Values)
{
    /// <summary>One of its values.</summary>
    public Cell Cell(int index) => new(Path, Values[index], Place, DocumentPath.Item(Place, index));
}
