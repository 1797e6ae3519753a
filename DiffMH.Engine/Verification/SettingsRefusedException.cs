namespace DiffMH.Engine.Verification;

/// <summary>A plugin accepts none of the settings that are tried.</summary>
/// <param name="message">What it says of the last, and what to do.</param>
/// <param name="needsData">Whether it refuses data that were made up, which proves nothing about the plugin: only data of its own can.</param>
internal sealed class SettingsRefusedException(string message, bool needsData) : Exception(message)
{
    /// <summary>Whether it refuses data that were made up.</summary>
    public bool NeedsData { get; } = needsData;
}
