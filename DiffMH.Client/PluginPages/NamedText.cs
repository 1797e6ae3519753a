namespace DiffMH.Client.PluginPages;

/// <summary>Something that a sweep file names.</summary>
/// <param name="Name">As in a sweep file.</param>
/// <param name="Description">What it is, in one line.</param>
public sealed record NamedText(string Name, string Description);
