using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace DiffMH.Engine.Documents.Keys;

/// <summary>A key that takes a mapping of further keys.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Keys">The keys, and no others.</param>
internal sealed record SectionKey(string Name, string Meaning, ImmutableArray<Key> Keys) : Key(Name, Meaning)
{
    /// <summary>What it looks like, for messages; the first key stands for all.</summary>
    public string Expected => $"a mapping of {string.Join(", ", Keys.Take(3).Select(key => key.Name))}{(Keys.Length > 3 ? ", …" : "")}{(Example is null ? "" : $", as in {Example}")}";

    /// <summary>An example of its value, as it is written; null where none is needed.</summary>
    public string? Example { get; init; }

    /// <summary>The keys that must be there.</summary>
    public IEnumerable<string> Required => Keys.Where(key => key.IsRequired).Select(key => key.Name);

    /// <inheritdoc/>
    public override JsonObject Shape() => SchemaOf.Mapping(Keys.Select(key => (key.Name, (JsonNode?)key.Schema())));
}
