using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Verification;

/// <summary>The settings that a model was tried at.</summary>
/// <param name="Model">The model.</param>
/// <param name="Values">All settings by name, defaults filled in. A data file is told by its name and hash where it was given, and as made up where it was not.</param>
public sealed record TriedSettings(string Model, JsonObject Values)
{
    /// <summary>The settings of a binding.</summary>
    /// <param name="model">The model.</param>
    /// <param name="schema">What settings it has.</param>
    /// <param name="binding">The settings.</param>
    /// <param name="given">Those that were given.</param>
    internal static TriedSettings Of(string model, SettingsSchema schema, SettingsBinding binding, JsonObject given)
    {
        var values = (JsonObject)binding.Resolved.DeepClone();
        foreach (var setting in schema.Settings.Where(setting => setting.Kind == SettingKind.File))
        {
            var file = (DataFile)setting.ValueIn(binding.Record)!;
            values[setting.Name] = given[setting.Name] is { } name ? $"{Found.Text(name)}, {file.Reference}" : $"made up ({Lines(file)} lines)";
        }

        return new(model, values);
    }

    private static int Lines(DataFile file) => file.Bytes.Span.Count((byte)'\n');
}
