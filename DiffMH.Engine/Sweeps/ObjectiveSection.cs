using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>objective</c>: what is wanted, and of what.</summary>
internal static class ObjectiveSection
{
    private static readonly ImmutableArray<TextKey> Goals =
        [
            .. Enum.GetValues<ObjectiveGoal>().Select(goal => new TextKey(
                Word.Of(goal),
                $"The name of an objective or of an observable of the model, or an expression as in (mean(energy^2) - mean(energy)^2) / T^2, to {Word.Of(goal)}{(goal == ObjectiveGoal.Evaluate ? ": in mode gradient only" : "")}.",
                "the name of an objective or of an observable, or an expression")),
        ];

    private static readonly TextKey Name = new("name", "What results call an objective that is an expression. Default: the expression.", SettingName.Rule) { Pattern = SettingName.Pattern };

    /// <summary>The section and its keys: one goal, and a name.</summary>
    public static SectionKey Section { get; } = new(
        "objective", "What is wanted, and of what: { maximize: WHAT } or { minimize: WHAT }; in mode gradient { evaluate: WHAT }.", [.. Goals, Name]) { IsRequired = true };

    /// <summary>The keys of which one must be there.</summary>
    public static IEnumerable<string> GoalNames => Goals.Select(goal => goal.Name);

    /// <summary>The JSON schema of a section that has a goal.</summary>
    public static JsonObject AtLeastOneGoal() => SchemaOf.Any([.. GoalNames.Select(goal => SchemaOf.Required([goal]))]);

    /// <summary>The JSON schema of a section that has no two goals.</summary>
    public static JsonObject AtMostOneGoal() => SchemaOf.All(
        GoalNames.SelectMany((goal, i) => GoalNames.Skip(i + 1).Select(other => SchemaOf.Not(SchemaOf.Required([goal, other])))));

    public static ObjectiveChoice? Read(MappingReader root, SweepMode mode, ModelChoice? model, ThetaLayout? theta, ICollection<SweepProblem> problems)
    {
        var expected = mode == SweepMode.Gradient ? "{ evaluate: NAME }" : "{ maximize: NAME } or { minimize: NAME }";
        if (root.Mapping(Section, expected) is not { } mapping)
        {
            return null;
        }

        var section = new MappingReader(mapping, Section.Name, problems);
        var given = Enum.GetValues<ObjectiveGoal>().Where(goal => section.Has(Word.Of(goal))).ToList();
        var name = ReadName(section);
        var noted = problems.Count;
        section.Finish();
        if (given.Count != 1)
        {
            if (noted == problems.Count)
            {
                root.NoteValue(Section.Name, $"{expected}: one goal");
            }

            return null;
        }

        CheckGoal(section, given[0], mode);
        return section.Text(Goals[(int)given[0]]) is { } text && model is not null
            ? new ObjectiveReader(section, Word.Of(given[0]), model, theta, problems).Read(text, name, given[0])
            : null;
    }

    /// <summary>The section of the resolved document.</summary>
    public static JsonObject Write(ObjectiveSettings objective)
    {
        var section = new JsonObject { [Word.Of(objective.Goal)] = objective.Expression ?? objective.Name };
        if (objective.Expression is { } expression && expression != objective.Name)
        {
            section[Name.Name] = objective.Name;
        }

        return section;
    }

    private static void CheckGoal(MappingReader section, ObjectiveGoal goal, SweepMode mode)
    {
        if (mode == SweepMode.Gradient != (goal == ObjectiveGoal.Evaluate))
        {
            var key = Word.Of(goal);
            var right = mode == SweepMode.Gradient ? "evaluate" : "maximize or minimize";
            section.Note(key, $"found {key} in mode {Word.Of(mode)}; it must be {right} there", ProblemPart.Key);
        }
    }

    private static string? ReadName(MappingReader section)
    {
        var name = section.Text(Name);
        if (name is not null && !SettingName.IsValid(name))
        {
            section.NoteValue(Name.Name, $"a name: {SettingName.Rule}");
        }

        return name;
    }
}
