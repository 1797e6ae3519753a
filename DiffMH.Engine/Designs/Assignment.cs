using System.Text.Json.Nodes;
using DiffMH.Engine.Expressions;

namespace DiffMH.Engine.Designs;

/// <summary>A key that a refinement sets.</summary>
/// <param name="Path">The key's dotted path.</param>
/// <param name="Place">The path of the entry in the design section, for messages.</param>
/// <param name="Value">The value, where it is given.</param>
/// <param name="Expression">What the value is computed by; null where it is given.</param>
internal sealed record Assignment(string Path, string Place, JsonNode? Value, ExpressionNode? Expression)
{
    /// <summary>The key that marks a value as computed.</summary>
    public const string ExpressionKey = "expr";
}
