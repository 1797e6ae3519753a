using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Settings;

/// <summary>Fills one settings record from one mapping, setting by setting.</summary>
/// <param name="reader">The mapping.</param>
/// <param name="record">The record, with its defaults.</param>
/// <param name="data">Where data files come from.</param>
internal sealed class SettingsBinder(MappingReader reader, object record, IDataSource data)
{
    private readonly ImmutableArray<ThetaParameter>.Builder theta = ImmutableArray.CreateBuilder<ThetaParameter>();
    private readonly JsonObject resolved = [];

    /// <summary>What has been filled.</summary>
    public SettingsBinding Binding => new(record, new ThetaLayout(theta.ToImmutable(), theta.Count), resolved);

    /// <summary>Fills one setting, or notes why not.</summary>
    public void Bind(SettingDefinition setting)
    {
        var isGiven = reader.Has(setting.Name);
        if (!isGiven && setting.IsRequired)
        {
            reader.NoteMissing(setting.Name, setting.Expected);
            return;
        }

        var node = reader.Value(setting.Name);
        switch (setting.Kind)
        {
            case SettingKind.Numbers:
                BindNumbers(setting, isGiven, node);
                break;
            case SettingKind.Parameter:
                BindParameter(setting, isGiven ? node : JsonValue.Create(setting.Attribute.Default));
                break;
            case SettingKind.Parameters:
                BindParameters(setting, isGiven, node);
                break;
            case SettingKind.File:
                BindFile(setting, node);
                break;
            default:
                BindPlain(setting, isGiven, node);
                break;
        }
    }

    private void BindPlain(SettingDefinition setting, bool isGiven, JsonNode? node)
    {
        var value = isGiven ? ValueOf(setting, node) : setting.Initial;
        if (value is null)
        {
            reader.NoteValue(setting.Name, setting.Expected);
            return;
        }

        setting.Assign(record, value);
        resolved[setting.Name] = value switch
        {
            int integer => JsonValue.Create(integer),
            double number => JsonValue.Create(number),
            bool flag => JsonValue.Create(flag),
            string text => JsonValue.Create(text),
            _ => JsonValue.Create(value.ToString()!.ToLowerInvariant()),
        };
    }

    private static object? ValueOf(SettingDefinition setting, JsonNode? node) => (setting.Kind, node?.GetValueKind()) switch
    {
        (SettingKind.Whole, _) when JsonNumbers.TryGetInteger(node, out var integer) && integer is >= int.MinValue and <= int.MaxValue && setting.Range.Holds(integer) => (int)integer,
        (SettingKind.Number, _) when JsonNumbers.TryGetDouble(node, out var number) && setting.Range.Holds(number) => number,
        (SettingKind.Flag, JsonValueKind.True) => true,
        (SettingKind.Flag, JsonValueKind.False) => false,
        (SettingKind.Text, JsonValueKind.String) => node!.GetValue<string>(),
        (SettingKind.Choice, JsonValueKind.String) => setting.ChoiceOf(node!.GetValue<string>()),
        _ => null,
    };

    private void BindParameter(SettingDefinition setting, JsonNode? node)
    {
        if (!TryNumber(setting, node, out var number))
        {
            reader.NoteValue(setting.Name, setting.Expected);
            return;
        }

        setting.Assign(record, new Parameter(theta.Count));
        resolved[setting.Name] = number;
        Add(setting, setting.Name, number);
    }

    private void BindParameters(SettingDefinition setting, bool isGiven, JsonNode? node)
    {
        var offset = theta.Count;
        if (node is JsonArray list)
        {
            BindList(setting, list);
        }
        else if (node is JsonObject mapping)
        {
            BindColumn(setting, mapping);
        }
        else if (TryNumber(setting, node, out var number))
        {
            resolved[setting.Name] = number;
            Add(setting, setting.Name, number);
        }
        else if (isGiven)
        {
            reader.NoteValue(setting.Name, setting.Expected);
        }

        setting.Assign(record, new Parameters(offset, theta.Count - offset));
    }

    private void BindList(SettingDefinition setting, JsonArray list)
    {
        var numbers = NumbersOf(setting, list);
        AddAll(setting, numbers);
        resolved[setting.Name] = Listed(numbers);
    }

    private void BindColumn(SettingDefinition setting, JsonObject mapping)
    {
        if (ColumnReader.Read(reader, setting, mapping, data) is { } column)
        {
            AddAll(setting, column.Numbers);
            resolved[setting.Name] = column.Resolved;
        }
    }

    private void BindFile(SettingDefinition setting, JsonNode? node)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var name))
        {
            reader.NoteValue(setting.Name, setting.Expected);
            return;
        }

        try
        {
            var file = data.Open(name);
            setting.Assign(record, file);
            resolved[setting.Name] = file.Reference;
        }
        catch (DataFileException missing)
        {
            reader.Note(setting.Name, missing.Message);
        }
    }

    private void BindNumbers(SettingDefinition setting, bool isGiven, JsonNode? node)
    {
        var numbers = (Vector)setting.Initial!;
        if (isGiven && node is JsonArray list)
        {
            numbers = Vector.Of([.. NumbersOf(setting, list)]);
        }
        else if (isGiven && TryNumber(setting, node, out var number))
        {
            numbers = Vector.Of(number);
        }
        else if (isGiven)
        {
            reader.NoteValue(setting.Name, setting.Expected);
        }

        setting.Assign(record, numbers);
        if (numbers.Count > 0)
        {
            resolved[setting.Name] = numbers.Count == 1 && node is not JsonArray ? numbers[0] : Listed(numbers.Values.ToArray());
        }
    }

    /// <summary>The numbers of a list; those that are wrong are noted and left out.</summary>
    private List<double> NumbersOf(SettingDefinition setting, JsonArray list)
    {
        if (list.Count == 0)
        {
            reader.NoteValue(setting.Name, setting.Expected);
        }

        var numbers = new List<double>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            if (TryNumber(setting, list[i], out var number))
            {
                numbers.Add(number);
            }
            else
            {
                reader.Note(DocumentPath.Item(setting.Name, i), $"found {Found.Text(list[i])}; it must be a finite number{setting.Range}");
            }
        }

        return numbers;
    }

    private static JsonArray Listed(IEnumerable<double> numbers) => [.. numbers.Select(number => JsonValue.Create(number))];

    private static bool TryNumber(SettingDefinition setting, JsonNode? node, out double number) =>
        JsonNumbers.TryGetDouble(node, out number) && setting.Range.Holds(number);

    private void AddAll(SettingDefinition setting, IReadOnlyList<double> numbers)
    {
        for (var i = 0; i < numbers.Count; i++)
        {
            Add(setting, DocumentPath.Item(setting.Name, i), numbers[i]);
        }
    }

    private void Add(SettingDefinition setting, string name, double initial) =>
        theta.Add(new ThetaParameter(name, setting.Name, initial, setting.Attribute.Minimum, setting.Attribute.Maximum, setting.Attribute.AboveMinimum, setting.Attribute.BelowMaximum, reader.PathOf(name)));
}
