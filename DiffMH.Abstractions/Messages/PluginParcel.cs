using System.Collections.Immutable;

namespace DiffMH;

/// <summary>A plugin's folder on its way to a silo.</summary>
/// <param name="Folder">The folder's name, which is the plugin's id.</param>
/// <param name="Hash">The hash of the folder, 64 lower-case hexadecimal digits.</param>
/// <param name="Files">All its files.</param>
[GenerateSerializer, Immutable]
public sealed record PluginParcel([property: Id(0)] string Folder, [property: Id(1)] string Hash, [property: Id(2)] ImmutableArray<PluginFile> Files)
{
    /// <summary>What all files may have together, in bytes.</summary>
    public const int MostBytes = 32 << 20;

    /// <summary>How many files there may be.</summary>
    public const int MostFiles = 1000;
}
