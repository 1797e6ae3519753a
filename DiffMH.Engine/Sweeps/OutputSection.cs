using System.Collections.Immutable;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the section <c>output</c>: what of the results is kept. It changes no number and names no point.</summary>
internal static class OutputSection
{
    /// <summary>The section's key.</summary>
    public const string Key = "output";

    private const string Observables = "observables";

    /// <summary>What is kept; null for everything, and where the model's observables are not known.</summary>
    public static OutputSettings? Read(MappingReader root, ModelChoice? model, ICollection<SweepProblem> problems)
    {
        var section = root.Section(Key);
        var thin = (int)section.Integer("trace_thin", SweepDefaults.TraceThin, 1);
        var names = NameList.Read(section, Observables, isRequired: false, "a list of observables", problems);
        section.Finish();
        if (!root.Has(Key) || model?.Instance is not { } instance)
        {
            return null;
        }

        ImmutableArray<string> known = [.. instance.ObservableNames.Select(observable => observable.Name)];
        foreach (var (name, path) in names.Where(entry => !known.Contains(entry.Name, StringComparer.Ordinal)))
        {
            problems.Add(new(path, $"{path}: found \"{name}\"; it must be an observable of {model.Definition.Name}: {NameSuggestion.For(name, known)}"));
        }

        return new OutputSettings(section.Has(Observables) ? [.. names.Select(entry => entry.Name)] : known, thin);
    }
}
