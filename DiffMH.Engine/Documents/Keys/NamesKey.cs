using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>A key that takes a list of names, or one name for a list of one.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">What it means.</param>
internal sealed record NamesKey(string Name, string Meaning) : Key(Name, Meaning)
{
    /// <inheritdoc/>
    public override JsonObject Shape() => ShapeOf(new JsonObject { ["type"] = "string" });

    /// <summary>The same where names have a form.</summary>
    /// <param name="name">The JSON schema of a name.</param>
    public JsonObject ShapeOf(JsonObject name)
    {
        var list = SchemaOf.List(name, IsRequired ? 1 : 0);
        list["uniqueItems"] = true;
        return SchemaOf.Any(name.DeepClone(), list);
    }
}
