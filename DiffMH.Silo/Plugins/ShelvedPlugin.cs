using DiffMH.Engine.Models;

namespace DiffMH.Silo.Plugins;

/// <summary>A version of a plugin on a <see cref="PluginShelf"/>, whose lock guards it.</summary>
/// <param name="load">The loaded plugin, which can be used.</param>
internal sealed class ShelvedPlugin(PluginLoad load)
{
    /// <summary>The loaded plugin.</summary>
    public PluginLoad Load => load;

    /// <summary>Which plugin.</summary>
    public PluginReference Reference => Registration.Reference;

    /// <summary>What it brings.</summary>
    public PluginRegistration Registration => load.Registration!;

    /// <summary>How many leases there are of it.</summary>
    public int Leases { get; set; }

    /// <summary>Why it is here.</summary>
    public PluginStage Stage { get; set; } = PluginStage.Dropped;

    /// <summary>How many calls of its code did not return.</summary>
    public int Runaways { get; set; }

    /// <summary>Why no lanes of it are run; null where they are.</summary>
    public string? Quarantine { get; set; }

    /// <summary>Whether nobody wants it any more.</summary>
    public bool IsFree => Stage == PluginStage.Leaving && Leases == 0;
}
