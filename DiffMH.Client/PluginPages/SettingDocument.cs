using System.Text.Json;
using DiffMH.Engine.Settings;

namespace DiffMH.Client.PluginPages;

/// <summary>A setting of a model or a proposal.</summary>
/// <param name="Name">The key in a sweep file.</param>
/// <param name="Kind">What kind of value it takes.</param>
/// <param name="Wrt">By which name <c>estimator.wrt</c> takes it; null where no derivative is taken for it.</param>
/// <param name="Expected">What would be right, range included.</param>
/// <param name="Default">The value where none is given; null where one must be, or a list may be absent.</param>
/// <param name="Required">Whether a value must be given.</param>
/// <param name="Unit">The unit; empty for a pure number.</param>
/// <param name="Description">What it means.</param>
public sealed record SettingDocument(string Name, string Kind, string? Wrt, string Expected, object? Default, bool Required, string Unit, string Description)
{
    /// <summary>The document of a setting.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="wrt">By which name <c>estimator.wrt</c> takes it, if any.</param>
    public static SettingDocument Of(SettingDefinition setting, string? wrt)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return new(
            setting.Name,
            JsonNamingPolicy.SnakeCaseLower.ConvertName(setting.Kind.ToString()),
            wrt,
            setting.Expected,
            setting.Default,
            setting.IsRequired,
            setting.Attribute.Unit,
            setting.Attribute.Description);
    }
}
