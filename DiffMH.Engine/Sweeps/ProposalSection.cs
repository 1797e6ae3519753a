using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the key <c>proposal</c>: a name, or a mapping of the name and the proposal's settings.</summary>
internal static class ProposalSection
{
    private static readonly TextKey Name = new("name", "The name of a proposal of the model.", "the name of a proposal") { IsRequired = true };

    /// <summary>The key.</summary>
    public static ShapedKey Key { get; } = new("proposal", "How the chain moves: the name of a proposal of the model, or { name: ..., settings }. Default: the model's first.", Form);

    /// <summary>The key of the mapping that is not a setting.</summary>
    public static string NameKey => Name.Name;

    private const string Expected = "the name of a proposal, or { name: ..., settings }";

    /// <summary>The proposal, by default the model's first; null where it cannot be known which one is meant.</summary>
    public static ProposalChoice? Read(MappingReader root, ModelChoice? model, ICollection<SweepProblem> problems)
    {
        var (name, namePath, settings) = ReadName(root, model?.Definition.Proposals[0].Name, problems);
        if (name is null || model is null)
        {
            return null;
        }

        var definition = model.Definition.Proposals.FirstOrDefault(proposal => proposal.Name == name);
        if (definition is null)
        {
            var known = NameSuggestion.For(name, [.. model.Definition.Proposals.Select(proposal => proposal.Name)]);
            problems.Add(new(namePath, $"{namePath}: found \"{name}\"; it must be a proposal of {model.Definition.Name}: {known}"));
            return null;
        }

        var binding = PluginCode.Run(() => definition.Settings.Bind(settings, Key.Name, problems), PathOf, namePath, problems);
        if (binding is not null && model.Settings is not null)
        {
            var noted = new List<SweepProblem>();
            PluginCode.Run(() => definition.Create(model.Settings.Record, binding.Record), PathOf, namePath, noted);

            // Beside a model that refused its settings a proposal may refuse its own, but if its code fails, that is no news.
            noted.Where(problem => model.Instance is not null || problem.Kind != ProblemKind.Plugin).ToList().ForEach(problem => problems.Add(ModelSection.NameFile(problem, model.Definition, model.Parameters)));
        }

        return new ProposalChoice(definition, binding);

        // A proposal may refuse its own settings or the model's.
        string PathOf(string setting) => definition.Settings.Settings.Any(own => own.Name == setting) ? DocumentPath.Join(Key.Name, setting) : ModelSection.ParameterPath(setting);
    }

    private static JsonObject Form()
    {
        var mapping = SchemaOf.MappingOf(SettingName.Pattern, true);
        mapping["properties"] = new JsonObject { [Name.Name] = Name.Schema() };
        return SchemaOf.Any(Name.Shape(), mapping);
    }

    private static (string? Name, string NamePath, JsonObject Settings) ReadName(MappingReader root, string? fallback, ICollection<SweepProblem> problems)
    {
        switch (root.Value(Key.Name))
        {
            case null when !root.Has(Key.Name):
                return (fallback, Key.Name, []);
            case JsonValue value when value.TryGetValue<string>(out var name):
                return (name, Key.Name, []);
            case JsonObject mapping:
                var section = new MappingReader(mapping, Key.Name, problems);
                var settings = mapping.DeepClone().AsObject();
                settings.Remove(Name.Name);
                return (section.Text(Name), section.PathOf(Name.Name), settings);
            default:
                root.NoteValue(Key.Name, Expected);
                return (null, Key.Name, []);
        }
    }
}
