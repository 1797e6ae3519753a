using System.Collections.Immutable;

namespace DiffMH;

/// <summary>What became of one folder in the drop folder.</summary>
/// <param name="Folder">The folder's name.</param>
/// <param name="Plugin">The plugin found there; null where none could be identified.</param>
/// <param name="Reason">Null where the plugin is loaded, else why it is not and what would be right.</param>
/// <param name="Models">The names of its models; empty where it is not loaded.</param>
/// <param name="Couplings">The names of its couplings; empty where it is not loaded.</param>
[GenerateSerializer, Immutable]
public sealed record PluginStatus(
    [property: Id(0)] string Folder,
    [property: Id(1)] PluginReference? Plugin,
    [property: Id(2)] string? Reason,
    [property: Id(3)] ImmutableArray<string> Models,
    [property: Id(4)] ImmutableArray<string> Couplings)
{
    /// <summary>Whether the plugin can be used.</summary>
    public bool IsLoaded => Reason is null;
}
