using System.Collections.Immutable;

namespace DiffMH;

/// <summary>What became of one folder in the plugins folder, or a version of a plugin that is still here though its folder is not.</summary>
/// <param name="Folder">The folder's name.</param>
/// <param name="Plugin">The plugin found there; null where none could be identified.</param>
/// <param name="Reason">Null where the plugin is loaded, else why it is not and what would be right.</param>
/// <param name="Models">The names of its models; empty where it is not loaded.</param>
/// <param name="Couplings">The names of its couplings; empty where it is not loaded.</param>
/// <param name="Stage">Why it is told of.</param>
/// <param name="Quarantine">Why no lanes of it are run here though it is loaded, as because its code did not return; null where they are. Lasts until the silo is started again.</param>
[GenerateSerializer, Immutable]
public sealed record PluginStatus(
    [property: Id(0)] string Folder,
    [property: Id(1)] PluginReference? Plugin,
    [property: Id(2)] string? Reason,
    [property: Id(3)] ImmutableArray<string> Models,
    [property: Id(4)] ImmutableArray<string> Couplings,
    [property: Id(5)] PluginStage Stage = PluginStage.Dropped,
    [property: Id(6)] string? Quarantine = null)
{
    /// <summary>Whether the plugin can be used.</summary>
    public bool IsLoaded => Reason is null;

    /// <summary>Whether the plugin can be used by points that begin now.</summary>
    public bool IsOffered => IsUsable && Stage != PluginStage.Leaving;

    /// <summary>Whether lanes of it are run, if only those of points that have begun.</summary>
    public bool IsUsable => IsLoaded && Quarantine is null;
}
