using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>objective</c>: what is wanted, and of what.</summary>
internal static class ObjectiveSection
{
    private static readonly ImmutableArray<TextKey> Goals =
        [
            .. Enum.GetValues<ObjectiveGoal>().Select(goal => new TextKey(
                Word.Of(goal),
                $"The name of an objective or of an observable of the model, to {Word.Of(goal)}{(goal == ObjectiveGoal.Evaluate ? ": in mode gradient only" : "")}.",
                "the name of an objective or of an observable")),
        ];

    /// <summary>The section and its keys, of which there is one.</summary>
    public static SectionKey Section { get; } = new("objective", "What is wanted, and of what: { maximize: NAME } or { minimize: NAME }; in mode gradient { evaluate: NAME }.", [.. Goals]) { IsRequired = true };

    public static ObjectiveSettings? Read(MappingReader root, SweepMode mode, ModelChoice? model, ICollection<SweepProblem> problems)
    {
        var expected = mode == SweepMode.Gradient ? "{ evaluate: NAME }" : "{ maximize: NAME } or { minimize: NAME }";
        if (root.Mapping(Section, expected) is not { } mapping)
        {
            return null;
        }

        var section = new MappingReader(mapping, Section.Name, problems);
        var given = Enum.GetValues<ObjectiveGoal>().Where(goal => section.Has(Word.Of(goal))).ToList();
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

        return ReadGoal(section, given[0], mode, model, problems);
    }

    /// <summary>The section of the resolved document.</summary>
    public static JsonObject Write(ObjectiveSettings objective) => new() { [Word.Of(objective.Goal)] = objective.Name };

    private static ObjectiveSettings? ReadGoal(MappingReader section, ObjectiveGoal goal, SweepMode mode, ModelChoice? model, ICollection<SweepProblem> problems)
    {
        var key = Word.Of(goal);
        if (mode == SweepMode.Gradient != (goal == ObjectiveGoal.Evaluate))
        {
            var right = mode == SweepMode.Gradient ? "evaluate" : "maximize or minimize";
            section.Note(key, $"found {key} in mode {Word.Of(mode)}; it must be {right} there", ProblemPart.Key);
        }

        var name = section.Text(Goals[(int)goal]);
        if (name is null || model is null)
        {
            return null;
        }

        Check(section, key, name, model, problems);
        return new ObjectiveSettings(name, goal);
    }

    private static void Check(MappingReader section, string key, string name, ModelChoice model, ICollection<SweepProblem> problems)
    {
        var named = model.Definition.Objectives.FirstOrDefault(objective => objective.Name == name);
        if (named is not null && model.Settings is { } settings && model.Instance is not null)
        {
            PluginCode.Run(() => named.Create(settings.Record), ModelSection.ParameterPath, section.PathOf(key), problems);
        }

        // Observables may depend on the settings: where these are wrong, nothing can be said about them.
        if (named is null && model.Instance is { } instance && !instance.ObservableNames.Any(observable => observable.Name == name))
        {
            ImmutableArray<string> known = [.. model.Definition.Objectives.Select(objective => objective.Name), .. instance.ObservableNames.Select(observable => observable.Name)];
            section.NoteValue(key, $"an objective or an observable of {model.Definition.Name}: {NameSuggestion.For(name, known)}");
        }
    }
}
