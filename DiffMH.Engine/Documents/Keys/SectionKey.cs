using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>A key that takes a mapping of further keys.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Keys">The keys, and no others.</param>
internal sealed record SectionKey(string Name, string Meaning, ImmutableArray<Key> Keys) : Key(Name, Meaning)
{
    /// <summary>The keys that must be there.</summary>
    public IEnumerable<string> Required => Keys.Where(key => key.IsRequired).Select(key => key.Name);

    /// <inheritdoc/>
    public override JsonObject Shape() => SchemaOf.Mapping(Keys.Select(key => (key.Name, (JsonNode?)key.Schema())));
}
