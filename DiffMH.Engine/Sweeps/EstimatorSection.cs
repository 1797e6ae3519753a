using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>estimator</c>.</summary>
internal static class EstimatorSection
{
    /// <summary>The keys that say how alternatives are followed.</summary>
    public static IReadOnlyList<string> OfAlternatives { get; } = ["scheme", "pruning", "alternatives"];

    /// <summary>Reads the section.</summary>
    /// <param name="root">The document.</param>
    /// <param name="theta">The model's parameters, where known.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="idle">Receives the settings without effect.</param>
    public static EstimatorSettings Read(MappingReader root, ThetaLayout? theta, ICollection<SweepProblem> problems, ICollection<SweepProblem> idle)
    {
        var section = root.Section("estimator");
        var method = section.Choice("method", SweepDefaults.Method);
        var estimator = method == EstimatorMethod.Dmh ? ReadAlternatives(section) : WithoutAlternatives(section, method, idle);
        var (wrt, isMany) = ReadWrt(section, theta, problems);
        if (estimator.Scheme == Scheme.OneSided && wrt.Length > 1)
        {
            section.Note("scheme", $"found one-sided with {wrt.Length} {(isMany ? "directions of many" : "parameters")} in wrt ({string.Join(", ", wrt)}); its weights exist for one parameter only, use symmetric");
        }

        section.Finish();
        return estimator with { Wrt = wrt, EveryComponent = isMany };
    }

    private static EstimatorSettings ReadAlternatives(MappingReader section)
    {
        var scheme = section.Choice("scheme", SweepDefaults.Scheme);
        var pruning = section.Choice("pruning", SweepDefaults.Pruning);
        var alternatives = (int)section.Integer("alternatives", SweepDefaults.Alternatives, 1, EstimatorSettings.MostAlternatives);
        return new EstimatorSettings(EstimatorMethod.Dmh, scheme, pruning, alternatives, []);
    }

    private static EstimatorSettings WithoutAlternatives(MappingReader section, EstimatorMethod method, ICollection<SweepProblem> idle)
    {
        foreach (var key in OfAlternatives.Where(section.Has))
        {
            idle.Add(IdleSettings.Problem(section, key));
        }

        return new EstimatorSettings(method, SweepDefaults.Scheme, SweepDefaults.Pruning, SweepDefaults.Alternatives, []);
    }

    /// <summary>The section of the resolved document: what has an effect.</summary>
    public static JsonObject Write(EstimatorSettings estimator)
    {
        var section = new JsonObject { ["method"] = Word.Of(estimator.Method) };
        if (estimator.Method == EstimatorMethod.Dmh)
        {
            section["scheme"] = Word.Of(estimator.Scheme);
            section["pruning"] = Word.Of(estimator.Pruning);
            section["alternatives"] = estimator.Alternatives;
        }

        section["wrt"] = new JsonArray([.. (estimator.EveryComponent ? DirectionName.Selectors(estimator.Wrt) : estimator.Wrt).Select(name => JsonValue.Create(name))]);
        return section;
    }

    /// <summary>The parameters; where there are more than <see cref="EstimatorSettings.MostParameters"/>, a common factor and a common shift for each list in their place.</summary>
    private static (ImmutableArray<string> Wrt, bool IsMany) ReadWrt(MappingReader section, ThetaLayout? theta, ICollection<SweepProblem> problems)
    {
        var known = theta is null ? "" : $": {string.Join(", ", theta.Selectors)}";
        var wrt = new OrderedDictionary<string, string>(StringComparer.Ordinal);   // from each parameter the name by which it was asked for
        foreach (var (name, path) in NameList.Read(section, "wrt", isRequired: true, $"the names of the parameters a derivative is taken for{known}", problems))
        {
            var selected = theta?.Select(name) ?? [];
            if (theta is not null && selected.IsEmpty)
            {
                problems.Add(new(path, $"{path}: found \"{name}\"; it must be a parameter of the model: {NameSuggestion.For(name, theta.Selectors)}"));
            }

            foreach (var parameter in selected.Select(index => theta!.Names[index]))
            {
                if (!wrt.TryAdd(parameter, name))
                {
                    problems.Add(new(path, $"{path}: found \"{name}\", which selects {parameter} a second time; each parameter stands once"));
                }            }
        }

        return wrt.Count <= EstimatorSettings.MostParameters
            ? ([.. wrt.Keys], false)
            : ([.. wrt.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal).SelectMany(Directions)], true);
    }

    /// <summary>What stands for the parameters that one name selects.</summary>
    private static IEnumerable<string> Directions(IGrouping<string, string> selected)
    {
        var isList = selected.Skip(1).Any();
        return isList ? [DirectionName.Scale(selected.Key), DirectionName.Shift(selected.Key)] : selected;
    }
}
