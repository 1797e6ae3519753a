namespace DiffMH;

/// <summary>Why a silo tells of a plugin.</summary>
public enum PluginStage
{
    /// <summary>Its folder is in the plugins folder.</summary>
    Dropped = 0,

    /// <summary>Its folder is in the plugins folder and its files are still changing.</summary>
    Loading = 1,

    /// <summary>Another version has replaced it in the plugins folder; unfinished sweeps are pinned to it, and go on with it.</summary>
    Kept = 2,

    /// <summary>It was removed from the plugins folder, or replaced and not needed: what runs goes on to its end, nothing begins.</summary>
    Leaving = 3,
}
