using System.Globalization;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Schemas;

/// <summary>The JSON schema of one setting of a model or a proposal.</summary>
internal static class SettingForm
{
    /// <summary>What the setting takes, with meaning, unit and default.</summary>
    public static JsonObject Of(SettingDefinition setting)
    {
        var schema = Shape(setting);
        var unit = setting.Attribute.Unit.Length > 0 ? $" [{setting.Attribute.Unit}]" : "";
        schema["description"] = $"{setting.Attribute.Description}{unit}: {setting.Expected}";
        if (Default(setting) is { } value)
        {
            schema["default"] = value;
        }

        return schema;
    }

    /// <summary>The names by which <c>wrt</c> selects parameters of a setting, as a JSON schema of one name.</summary>
    /// <param name="name">The setting, as <c>wrt</c> calls it.</param>
    /// <param name="setting">A parameter or a list of them.</param>
    public static JsonObject Selector(string name, SettingDefinition setting)
    {
        var schema = setting.Kind == SettingKind.Parameters ? SchemaOf.Text(SelectorPattern(name, setting)) : SchemaOf.Is(name);
        schema["description"] = setting.Attribute.Description;
        return schema;
    }

    /// <summary>The names that select parameters of a setting, as a regular expression.</summary>
    /// <param name="name">The setting, as <c>wrt</c> calls it.</param>
    /// <param name="setting">A parameter or a list of them.</param>
    public static string SelectorPattern(string name, SettingDefinition setting) => SchemaOf.Escape(name) + (setting.Kind == SettingKind.Parameters ? @"(\[[0-9]+\])?" : "");

    private static JsonObject Shape(SettingDefinition setting) => setting.Kind switch
    {
        SettingKind.Whole => SchemaOf.Integer((long)Math.Max(int.MinValue, Math.Ceiling(setting.Range.Minimum)), (long)Math.Min(int.MaxValue, Math.Floor(setting.Range.Maximum))),
        SettingKind.Flag => new() { ["type"] = "boolean" },
        SettingKind.Text => new() { ["type"] = "string" },
        SettingKind.File => SchemaOf.Text(),
        SettingKind.Choice => SchemaOf.Words(setting.Words),
        SettingKind.Numbers => SchemaOf.Any(SchemaOf.Number(setting.Range), SchemaOf.List(SchemaOf.Number(setting.Range), 1)),
        SettingKind.Parameters => SchemaOf.Any(SchemaOf.Number(setting.Range), SchemaOf.List(SchemaOf.Number(setting.Range), 1), ColumnReader.Form()),
        _ => SchemaOf.Number(setting.Range),
    };

    private static JsonNode? Default(SettingDefinition setting) => setting.Default switch
    {
        null => null,
        Vector { Count: 0 } => null,
        Vector { Count: 1 } number => JsonValue.Create(number[0]),
        Vector numbers => new JsonArray([.. numbers.Values.ToArray().Select(number => JsonValue.Create(number))]),
        bool flag => JsonValue.Create(flag),
        string text => JsonValue.Create(text),
        var number => JsonValue.Create(Convert.ToDouble(number, CultureInfo.InvariantCulture)),
    };
}
