using System.Collections.Immutable;

namespace DiffMH.Engine.Settings;

/// <summary>Data files by their hash, as frozen sweeps name them.</summary>
/// <param name="files">The files.</param>
public sealed class KnownData(IEnumerable<DataFile> files) : IDataSource
{
    private readonly ImmutableDictionary<string, DataFile> byReference = files.DistinctBy(file => file.Hash).ToImmutableDictionary(file => file.Reference, StringComparer.Ordinal);

    /// <summary>No file at all.</summary>
    public static KnownData None { get; } = new([]);

    /// <inheritdoc/>
    public DataFile Open(string name) => byReference.GetValueOrDefault(name)
        ?? throw new DataFileException($"found \"{name}\"; there is no such data file here, {(byReference.IsEmpty ? "and no other" : $"only {string.Join(", ", byReference.Keys.Order(StringComparer.Ordinal))}")}");
}
