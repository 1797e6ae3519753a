using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>A key of a sweep file: what it is called, what it means, which values it takes. The reader goes by it, and the schema shows it.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">What it means: a line that editors show.</param>
internal abstract record Key(string Name, string Meaning)
{
    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The value it has where it is absent; null where it has none or one that depends on others, which <see cref="Meaning"/> then says.</summary>
    public virtual JsonNode? Default => null;

    /// <summary>The JSON schema of its values.</summary>
    public abstract JsonObject Shape();

    /// <summary>The JSON schema of its values, with meaning and default.</summary>
    public JsonObject Schema()
    {
        var schema = new JsonObject { ["description"] = Meaning };
        foreach (var (keyword, value) in Shape())
        {
            schema[keyword] = value?.DeepClone();
        }

        if (Default is { } fallback)
        {
            schema["default"] = fallback;
        }

        return schema;
    }
}
