namespace DiffMH;

/// <summary>A file of a plugin's folder.</summary>
/// <param name="Path">Its path in the folder, with '/' between the parts.</param>
/// <param name="Bytes">Its content.</param>
[GenerateSerializer, Immutable]
public sealed record PluginFile([property: Id(0)] string Path, [property: Id(1)] byte[] Bytes);
