using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Client.PluginPages;

/// <summary>Settings with which a model can be asked what it observes: defaults, else the least value allowed, lists of three, and a table of three rows.</summary>
public static class ExampleSettings
{
    private const int Elements = 3;

    private static readonly DataFile Table = DataFile.Of("0 1 2\n1 2 0\n2 0 1\n"u8.ToArray());

    /// <summary>The data file that the settings name.</summary>
    public static IDataSource Data { get; } = new KnownData([Table]);

    /// <summary>The observables of a model at the first of these settings that the plugin accepts; empty where it accepts none.</summary>
    public static ImmutableArray<Observable> Observables(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model.Settings).Select(example => Observables(model, example)).FirstOrDefault(observables => observables.Length > 0, []);
    }

    /// <summary>Values for the settings that need one, in several ways, since lists may not all be equally long: all of three numbers; all but the first; none.</summary>
    public static IEnumerable<JsonObject> Of(SettingsSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var first = schema.Settings.FirstOrDefault(setting => setting.IsRequired && setting.Kind == SettingKind.Parameters);
        return
            [
                With(schema, _ => Elements),
                With(schema, setting => setting == first ? 1 : Elements),
                With(schema, _ => 1),
            ];
    }

    private static ImmutableArray<Observable> Observables(ModelDefinition model, JsonObject example)
    {
        try
        {
            return model.Settings.Bind(example, "model.parameters", [], Data) is { } settings ? [.. model.ObservableNames(settings.Record)] : [];
        }
        catch (Exception)
        {
            return [];   // the plugin's code may throw anything; that it does not like these settings is no fault of anybody
        }
    }

    private static JsonObject With(SettingsSchema schema, Func<SettingDefinition, int> elements) =>
        new(schema.Settings.Where(setting => setting.IsRequired).Select(setting => KeyValuePair.Create(setting.Name, Value(setting, elements(setting)))));

    private static JsonNode? Value(SettingDefinition setting, int elements) => setting.Kind switch
    {
        SettingKind.Flag => JsonValue.Create(false),
        SettingKind.Text => JsonValue.Create(""),
        SettingKind.File => JsonValue.Create(Table.Reference),
        SettingKind.Choice => JsonValue.Create(setting.Words[0]),
        SettingKind.Parameters => new JsonArray([.. Enumerable.Repeat(Least(setting.Attribute), elements).Select(number => JsonValue.Create(number))]),
        _ => JsonValue.Create(Least(setting.Attribute)),
    };

    private static double Least(SettingAttribute range) =>
        double.IsFinite(range.Minimum) ? (range.AboveMinimum ? range.Minimum + Math.Min(1, (range.Maximum - range.Minimum) / 2) : range.Minimum)
        : double.IsFinite(range.Maximum) ? Math.Min(0, range.BelowMaximum ? range.Maximum - 1 : range.Maximum)
        : 0;
}
