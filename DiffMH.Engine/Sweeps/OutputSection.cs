using System.Collections.Immutable;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the section <c>output</c>: what of the results is kept. It changes no number and names no point.</summary>
internal static class OutputSection
{
    private static readonly IntegerKey TraceThin = new("trace_thin", "Keep every k-th iteration of the trace, the last, and the evaluation.", 1) { Fallback = SweepDefaults.TraceThin };
    private static readonly NamesKey Observables = new("observables", "Which observables are in the results, those of the model and those that an expression as objective adds; the objective sees all. Default: all.");

    /// <summary>The section and its keys.</summary>
    public static SectionKey Section { get; } = new("output", "What of the results is kept. It changes no number and names no point.", [TraceThin, Observables]);

    /// <summary>What is kept; null for everything, and where the observables of the model and those of the objective are not known.</summary>
    public static OutputSettings? Read(MappingReader root, ModelChoice? model, ObjectiveChoice? objective, ICollection<SweepProblem> problems)
    {
        var section = root.Section(Section);
        var thin = (int)section.Integer(TraceThin);
        var names = NameList.Read(section, Observables, static () => "a list of observables", problems);
        section.Finish();
        if (!root.Has(Section.Name) || model?.Instance is not { } instance)
        {
            return null;
        }

        // An objective that is not understood may add observables, which are formulas.
        ImmutableArray<string> known = [.. instance.ObservableNames.Select(observable => observable.Name), .. (objective?.Expression?.Added ?? []).Select(observable => observable.Name)];
        foreach (var (name, path) in names.Where(entry => !known.Contains(entry.Name, StringComparer.Ordinal) && (objective is not null || SettingName.IsValid(entry.Name))))
        {
            problems.Add(new(path, $"{path}: found \"{name}\"; it must be an observable of {model.Definition.Name}: {NameSuggestion.For(name, known)}"));
        }

        return new OutputSettings(section.Has(Observables.Name) ? [.. names.Select(entry => entry.Name)] : known, thin);
    }
}
