using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>A key whose values have a form of their own.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Form">Makes the JSON schema of its values.</param>
internal sealed record ShapedKey(string Name, string Meaning, Func<JsonObject> Form) : Key(Name, Meaning)
{
    /// <inheritdoc/>
    public override JsonObject Shape() => Form();
}
