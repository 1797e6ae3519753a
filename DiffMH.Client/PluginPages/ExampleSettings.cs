using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Client.PluginPages;

/// <summary>Settings with which a model can be asked what it observes: defaults, else the least value allowed, and lists of three.</summary>
public static class ExampleSettings
{
    private const int Elements = 3;

    private static readonly DataFile Empty = DataFile.Of(default);

    /// <summary>The observables of a model at these settings; empty where the plugin does not accept them.</summary>
    public static ImmutableArray<Observable> Observables(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var problems = new List<SweepProblem>();
        try
        {
            return model.Settings.Bind(Of(model.Settings), "model.parameters", problems, new KnownData([Empty])) is { } settings ? [.. model.ObservableNames(settings.Record)] : [];
        }
        catch (Exception)
        {
            return [];   // the plugin's code may throw anything; that it does not like these settings is no fault of anybody
        }
    }

    /// <summary>A value for each setting that needs one.</summary>
    public static JsonObject Of(SettingsSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(schema.Settings.Where(setting => setting.IsRequired).Select(setting => KeyValuePair.Create(setting.Name, Value(setting))));
    }

    private static JsonNode? Value(SettingDefinition setting) => setting.Kind switch
    {
        SettingKind.Flag => JsonValue.Create(false),
        SettingKind.Text => JsonValue.Create(""),
        SettingKind.File => JsonValue.Create(Empty.Reference),
        SettingKind.Choice => JsonValue.Create(setting.Words[0]),
        SettingKind.Parameters => new JsonArray([.. Enumerable.Repeat(Least(setting.Attribute), Elements).Select(number => JsonValue.Create(number))]),
        _ => JsonValue.Create(Least(setting.Attribute)),
    };

    private static double Least(SettingAttribute range) =>
        double.IsFinite(range.Minimum) ? Math.Min(range.AboveMinimum ? range.Minimum + 1 : range.Minimum, range.Maximum)
        : double.IsFinite(range.Maximum) ? Math.Min(0, range.Maximum)
        : 0;
}
