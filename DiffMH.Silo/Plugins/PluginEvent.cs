namespace DiffMH.Silo.Plugins;

/// <summary>What has happened to a plugin of a drop folder.</summary>
/// <param name="Text">A sentence for people: which plugin, what happened, and why.</param>
/// <param name="IsTrouble">Whether somebody has to do something about it.</param>
internal readonly record struct PluginEvent(string Text, bool IsTrouble)
{
    /// <summary>The event of a plugin.</summary>
    public static PluginEvent Of(PluginReference plugin, string what) => new($"plugin {plugin.Id} {plugin.Version} ({plugin.Hash[..8]}) {what}", IsTrouble: false);

    /// <summary>The event of a folder that is not loaded.</summary>
    public static PluginEvent Refused(PluginStatus status) => status.Plugin is { } plugin
        ? Of(plugin, $"refused: {status.Reason}") with { IsTrouble = true }
        : new($"plugin {status.Folder} refused: {status.Reason}", IsTrouble: true);
}
