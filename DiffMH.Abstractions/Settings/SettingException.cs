namespace DiffMH;

/// <summary>A combination of settings that a plugin cannot accept, named so that the sweep file's line can be shown.</summary>
/// <param name="setting">The name of the setting at fault, as in <see cref="SettingAttribute.Name"/>.</param>
/// <param name="problem">What was found, what would be right, and why.</param>
public sealed class SettingException(string setting, string problem) : Exception(problem)
{
    /// <summary>The name of the setting at fault.</summary>
    public string Setting { get; } = setting;
}
