using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the section <c>model</c>.</summary>
/// <remarks>Keeps what it built: a sweep has many points and few models, and a large lattice takes a while to build. For any number of threads.</remarks>
internal sealed class ModelSection(ModelCatalogue catalogue)
{
    private static readonly TextKey Name = new("name", "The name of a model of the plugin.", "the name of a model of the plugin") { IsRequired = true };
    private static readonly ShapedKey Parameters = new("parameters", "The settings of the model, those that form θ among them.", () => SchemaOf.MappingOf(SettingName.Pattern, true));

    /// <summary>The section and its keys.</summary>
    public static SectionKey Section { get; } = new("model", "What is sampled.", [PluginPick.Key, Name, Parameters]) { IsRequired = true };

    private readonly PluginPick plugins = new(catalogue);
    private readonly ConcurrentDictionary<string, Lazy<(ModelInstance? Instance, List<SweepProblem> Problems)>> built = new(StringComparer.Ordinal);

    /// <summary>The model; null where it cannot be known which one is meant.</summary>
    public ModelChoice? Read(MappingReader root, ICollection<SweepProblem> problems)
    {
        if (root.Mapping(Section, "a mapping with plugin, name and parameters") is not { } mapping)
        {
            return null;
        }

        var section = new MappingReader(mapping, root.PathOf(Section.Name), problems);
        var plugin = plugins.Read(section, problems);
        var definition = ReadName(section, plugin);
        var parameters = section.Mapping(Parameters);
        section.Finish();
        if (plugin is null || definition is null)
        {
            return null;
        }

        var isMapping = parameters is not null || section.Value(Parameters.Name) is null;
        var settings = isMapping
            ? PluginCode.Run(() => definition.Settings.Bind(parameters ?? [], section.PathOf(Parameters.Name), problems, catalogue.Data), ParameterPath, section.PathOf(Name.Name), problems)
            : null;
        var instance = settings is null ? null : Build(plugin, definition, settings, parameters ?? [], problems);
        return new ModelChoice(mapping[PluginPick.Key.Name]!.GetValue<string>(), plugin, definition, parameters ?? [], settings, instance);
    }

    private static ModelDefinition? ReadName(MappingReader section, PluginRegistration? plugin)
    {
        var name = section.Text(Name);
        if (name is null || plugin is null)
        {
            return null;
        }

        var definition = plugin.Models.FirstOrDefault(model => model.Name == name);
        if (definition is null)
        {
            section.NoteValue(Name.Name, $"a model of {plugin.Reference.Id}: {NameSuggestion.For(name, [.. plugin.Models.Select(model => model.Name)])}");
        }

        return definition;
    }

    private ModelInstance? Build(PluginRegistration plugin, ModelDefinition definition, SettingsBinding settings, JsonObject parameters, ICollection<SweepProblem> problems)
    {
        var key = $"{plugin.Reference.Hash}/{definition.Name}/{definition.Settings.FormOf(settings.Resolved)}";
        var (instance, noted) = built.GetOrAdd(key, _ => new(() => Build(definition, settings.Record))).Value;
        noted.ForEach(problem => problems.Add(NameFile(problem, definition, parameters)));
        return instance;
    }

    private static (ModelInstance? Instance, List<SweepProblem> Problems) Build(ModelDefinition definition, object record)
    {
        var noted = new List<SweepProblem>();
        return (PluginCode.Run(() => ModelInstance.Of(definition, record), ParameterPath, "model.name", noted), noted);
    }

    /// <summary>What a plugin says of a data file, whose name it does not know, with that name.</summary>
    public static SweepProblem NameFile(SweepProblem problem, ModelDefinition definition, JsonObject parameters)
    {
        var setting = definition.Settings.Settings.FirstOrDefault(setting => setting.Kind == SettingKind.File && ParameterPath(setting.Name) == problem.Path);
        return setting is null ? problem : problem with { Message = problem.Message.Replace($"{problem.Path}: ", $"{problem.Path}: found {Found.Text(parameters[setting.Name])}; ", StringComparison.Ordinal) };
    }

    /// <summary>The path of the model's settings.</summary>
    public static string ParametersPath { get; } = DocumentPath.Join(Section.Name, Parameters.Name);

    /// <summary>The path of one of the model's settings.</summary>
    public static string ParameterPath(string setting) => DocumentPath.Join(ParametersPath, setting);
}
