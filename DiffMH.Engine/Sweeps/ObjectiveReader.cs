using System.Collections.Immutable;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Expressions;
using DiffMH.Engine.Objectives;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Finds out which objective a text means: one of the model's by name, one of its observables, or an expression of these.</summary>
/// <param name="section">The section.</param>
/// <param name="key">Where the text stands in it.</param>
/// <param name="model">The model.</param>
/// <param name="theta">The parameters, where known.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class ObjectiveReader(MappingReader section, string key, ModelChoice model, ThetaLayout? theta, ICollection<SweepProblem> problems)
{
    private ImmutableArray<string> Observables => [.. (model.Instance?.ObservableNames ?? []).Select(observable => observable.Name)];

    private ImmutableArray<string> Known => [.. model.Definition.Objectives.Select(objective => objective.Name), .. Observables];

    /// <summary>The objective; null after noting what is wrong, and where the model is not known well enough to say.</summary>
    /// <param name="text">What stands there.</param>
    /// <param name="name">What results shall call it; null for the text itself.</param>
    /// <param name="goal">What is wanted of it.</param>
    public ObjectiveChoice? Read(string text, string? name, ObjectiveGoal goal)
    {
        if (model.Definition.Objectives.FirstOrDefault(objective => objective.Name == text) is { } named)
        {
            if (model.Settings is { } settings && model.Instance is not null)
            {
                PluginCode.Run(() => named.Create(settings.Record), ModelSection.ParameterPath, section.PathOf(key), problems);
            }

            return Named(text, name, goal);
        }

        // Observables may depend on the settings: where these are wrong, nothing can be said about them.
        return model.Instance is null || Observables.Contains(text, StringComparer.Ordinal) ? Named(text, name, goal) : ReadExpression(text, name, goal);
    }

    private ObjectiveChoice Named(string text, string? name, ObjectiveGoal goal)
    {
        if (name is not null && model.Instance is not null)
        {
            section.Note("name", $"found a name for \"{text}\", which has one; it must be left out, or {key} be an expression", ProblemPart.Key);
        }

        return new(new(text, goal), section.PathOf(key), Expression: null);
    }

    private ObjectiveChoice? ReadExpression(string text, string? name, ObjectiveGoal goal)
    {
        if (name is not null && Known.Contains(name, StringComparer.Ordinal))
        {
            section.NoteValue("name", $"another name than those of {model.Definition.Name} itself: {string.Join(", ", Known)}");
        }

        try
        {
            if (SettingName.IsValid(text) || ExpressionParser.Parse(text) is NameNode or NumberNode)
            {
                section.NoteValue(key, $"an objective or an observable of {model.Definition.Name}, or an expression of means of its observables: {NameSuggestion.For(text, Known)}");
                return null;
            }

            var settings = new ObjectiveSettings(name ?? text, goal, text);
            return theta is null || model.Settings is not { } ofModel
                ? new(settings, section.PathOf(key), Expression: null)
                : new(settings, section.PathOf(key), ObjectiveExpression.Of(text, new(model.Instance!.ObservableNames, theta, ofModel.Resolved)));
        }
        catch (ExpressionException wrong)
        {
            problems.Add(wrong.At(section.PathOf(key)));
            return null;
        }
    }
}
