using System.Text.Json;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Puts right numbers in the place of wrong ones, so that what depends on a model or a proposal can be checked although its settings are wrong.</summary>
/// <remarks>
/// Which parameters, observables and objectives there are can depend on settings, but not on the value of a number, a choice or a flag: those may be
/// anything that is allowed. What counts something, a text and a file are left as they are, and with them what depends on a model whose settings are wrong.
/// </remarks>
internal static class StandIns
{
    /// <summary>The document with stand-ins; null where nothing was wrong that they could stand for.</summary>
    /// <param name="document">The document of a point.</param>
    /// <param name="model">The model that it names.</param>
    /// <param name="proposal">The proposal that it names.</param>
    public static JsonObject? For(JsonObject document, ModelChoice model, ProposalChoice? proposal)
    {
        var copy = document.DeepClone().AsObject();
        var ofModel = model.Settings is null && Repair(Mapping(copy, ModelSection.ParametersPath), model.Definition.Settings, []);
        var ofProposal = proposal is { Settings: null } && Repair(Mapping(copy, ProposalSection.Key.Name), proposal.Definition.Settings, [ProposalSection.NameKey]);
        return ofModel || ofProposal ? copy : null;
    }

    /// <summary>What was only found by stand-ins: not what is said of the settings that they are among, nor what is known already.</summary>
    public static IEnumerable<SweepProblem> Added(IReadOnlyCollection<SweepProblem> found, IReadOnlyCollection<SweepProblem> known) => found.Where(problem =>
        problem.Kind == ProblemKind.Document
        && !DocumentPath.Covers(ModelSection.Section.Name, problem.Path)
        && !DocumentPath.Covers(ProposalSection.Key.Name, problem.Path)
        && !DocumentPath.Covers(DocumentPath.Join(EstimatorSection.Section.Name, StepReader.Key.Name), problem.Path)   // how far a step may lead depends on where it starts
        && !known.Any(other => other.Path == problem.Path));

    private static JsonObject? Mapping(JsonObject document, string path) => DocumentPath.TryGet(document, path, out var node) ? node as JsonObject : null;

    private static bool Repair(JsonObject? values, SettingsSchema schema, IReadOnlyCollection<string> others)
    {
        if (values is null)
        {
            return false;
        }

        foreach (var unknown in values.Select(entry => entry.Key).Where(key => !others.Contains(key) && schema.Settings.All(setting => setting.Name != key)).ToList())
        {
            values.Remove(unknown);
        }

        foreach (var setting in schema.Settings.Where(setting => setting.IsRequired || values.ContainsKey(setting.Name)))
        {
            if (values[setting.Name] is JsonArray list && setting.Kind is SettingKind.Numbers or SettingKind.Parameters)
            {
                Repair(list, setting);
            }
            else if (!IsRight(values[setting.Name], setting) && StandIn(setting) is { } right)
            {
                values[setting.Name] = right;
            }
        }

        return true;
    }

    private static void Repair(JsonArray list, SettingDefinition setting)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (!IsNumber(list[i], setting))
            {
                list[i] = Number(setting);
            }
        }
    }

    private static bool IsRight(JsonNode? node, SettingDefinition setting) => setting.Kind switch
    {
        SettingKind.Number or SettingKind.Parameter => IsNumber(node, setting),
        SettingKind.Flag => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        SettingKind.Choice => node is JsonValue value && value.TryGetValue<string>(out var word) && setting.ChoiceOf(word) is not null,
        _ => true,
    };

    private static bool IsNumber(JsonNode? node, SettingDefinition setting) => JsonNumbers.TryGetDouble(node, out var number) && setting.Range.Holds(number);

    private static JsonNode? StandIn(SettingDefinition setting) => setting.Kind switch
    {
        SettingKind.Number or SettingKind.Parameter => Number(setting),
        SettingKind.Flag => JsonValue.Create(false),
        SettingKind.Choice => JsonValue.Create(setting.Words[0]),
        _ => null,
    };

    /// <summary>A number that the setting may have.</summary>
    private static JsonNode? Number(SettingDefinition setting)
    {
        var range = setting.Range;
        double[] candidates = [setting.Attribute.Default, 1, (range.Minimum + range.Maximum) / 2, range.Minimum, range.Maximum, range.Minimum + 1, range.Maximum - 1];
        return candidates.Where(range.Holds).Select(number => JsonValue.Create(number)).FirstOrDefault();
    }
}
