namespace DiffMH.Engine.Models;

/// <summary>A plugin whose code is loaded, not yet asked what it brings.</summary>
/// <param name="Reference">Which plugin, to the bit.</param>
/// <param name="Plugin">Its one object.</param>
public sealed record LoadedPlugin(PluginReference Reference, IPlugin Plugin);
