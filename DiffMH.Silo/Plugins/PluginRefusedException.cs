namespace DiffMH.Silo.Plugins;

/// <summary>A folder that is not a plugin for this silo. The message says why and what would be right.</summary>
internal sealed class PluginRefusedException(string message, Exception? inner = null) : Exception(message, inner);
