using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Settings;

/// <summary>The settings of a settings record: what its keys are, and how a mapping becomes a record.</summary>
public sealed class SettingsSchema
{
    private readonly Type record;

    private SettingsSchema(Type record, ImmutableArray<SettingDefinition> settings) => (this.record, Settings) = (record, settings);

    /// <summary>The settings in declaration order.</summary>
    public ImmutableArray<SettingDefinition> Settings { get; }

    /// <summary>The schema of a settings record.</summary>
    /// <param name="record">A class with a public constructor without arguments.</param>
    /// <exception cref="RegistrationException">A property's type, name, default or accessor is not what <see cref="SettingAttribute"/> asks for.</exception>
    public static SettingsSchema Of(Type record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var prototype = NewRecord(record);

        // Metadata tokens ascend in declaration order; reflection itself promises no order.
        var settings = record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<SettingAttribute>()))
            .Where(declared => declared.Attribute is not null)
            .OrderBy(declared => declared.Property.MetadataToken)
            .Select(declared => new SettingDefinition(declared.Property, declared.Attribute!, prototype))
            .ToImmutableArray();
        var twice = settings.GroupBy(setting => setting.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new SettingsSchema(record, settings)
            : throw new RegistrationException($"{record} has {twice.Count()} settings called '{twice.Key}'; each needs a name of its own");
    }

    /// <summary>Makes a record of a mapping, noting every problem with the path of the key at fault.</summary>
    /// <param name="values">The mapping.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="problems">Where problems are noted.</param>
    /// <param name="data">Where data files come from; null where there are none.</param>
    /// <returns>The record with its part of θ and all defaults; null where there was a problem.</returns>
    public SettingsBinding? Bind(JsonObject values, string path, ICollection<SweepProblem> problems, IDataSource? data = null)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var noted = problems.Count;
        var reader = new MappingReader(values, path, problems);
        var binder = new SettingsBinder(reader, NewRecord(record), data ?? KnownData.None);
        foreach (var setting in Settings)
        {
            binder.Bind(setting);
        }

        reader.Finish();
        return problems.Count == noted ? binder.Binding : null;
    }

    /// <summary>What a record of resolved settings knows of them, and all that a model can be built by: of parameters their places in θ, so how many there are, and not their values.</summary>
    /// <param name="resolved">The settings as <see cref="SettingsBinding.Resolved"/> has them.</param>
    public string FormOf(JsonObject resolved)
    {
        ArgumentNullException.ThrowIfNull(resolved);
        var form = new JsonObject();
        foreach (var setting in Settings.Where(setting => setting.Kind != SettingKind.Parameter))
        {
            form[setting.Name] = (setting.Kind, resolved[setting.Name]) switch
            {
                (SettingKind.Parameters, JsonArray list) => list.Count,
                (_, var value) => value?.DeepClone(),
            };
        }

        return CanonicalJson.Write(form);
    }

    /// <summary>The data files that resolved settings name, each as <see cref="DataFile.Reference"/>.</summary>
    /// <param name="resolved">The settings as <see cref="SettingsBinding.Resolved"/> has them.</param>
    public ImmutableArray<string> DataOf(JsonObject resolved)
    {
        ArgumentNullException.ThrowIfNull(resolved);
        return
            [
                .. Settings.Select(setting => (setting.Kind, resolved[setting.Name]) switch
                {
                    (SettingKind.File, { } file) => file.GetValue<string>(),
                    (SettingKind.Parameters, JsonObject column) => column[ColumnReader.File]!.GetValue<string>(),
                    _ => null,
                }).OfType<string>().Distinct(StringComparer.Ordinal),
            ];
    }

    /// <summary>Whether settings can name data files at all.</summary>
    public bool TakesData => Settings.Any(setting => setting.Kind is SettingKind.File or SettingKind.Parameters);

    private static object NewRecord(Type record) =>
        Activator.CreateInstance(record, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null) ?? throw new RegistrationException($"{record} has no public constructor without arguments");
}
