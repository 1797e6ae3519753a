using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>estimator</c>.</summary>
internal static class EstimatorSection
{
    public static EstimatorSettings Read(MappingReader root, ThetaLayout? theta, ICollection<SweepProblem> problems)
    {
        var section = root.Section("estimator");
        var method = section.Choice("method", SweepDefaults.Method);
        var scheme = section.Choice("scheme", SweepDefaults.Scheme);
        var pruning = section.Choice("pruning", SweepDefaults.Pruning);
        var alternatives = (int)section.Integer("alternatives", SweepDefaults.Alternatives, 1, EstimatorSettings.MostAlternatives);
        var wrt = ReadWrt(section, theta, problems);
        if (scheme == Scheme.OneSided && wrt.Length > 1)
        {
            section.Note("scheme", $"found one-sided with {wrt.Length} parameters in wrt ({string.Join(", ", wrt)}); its weights exist for one parameter only, use symmetric");
        }

        section.Finish();
        return new EstimatorSettings(method, scheme, pruning, alternatives, wrt);
    }

    /// <summary>The section of the resolved document.</summary>
    public static JsonObject Write(EstimatorSettings estimator) => new()
    {
        ["method"] = Word.Of(estimator.Method),
        ["scheme"] = Word.Of(estimator.Scheme),
        ["pruning"] = Word.Of(estimator.Pruning),
        ["alternatives"] = estimator.Alternatives,
        ["wrt"] = new JsonArray([.. estimator.Wrt.Select(name => JsonValue.Create(name))]),
    };

    private static ImmutableArray<string> ReadWrt(MappingReader section, ThetaLayout? theta, ICollection<SweepProblem> problems)
    {
        var known = theta is null ? "" : $": {string.Join(", ", theta.Selectors)}";
        var wrt = new List<string>();
        foreach (var (name, path) in NameList.Read(section, "wrt", isRequired: true, $"the names of the parameters a derivative is taken for{known}", problems))
        {
            var selected = theta?.Select(name) ?? [];
            if (theta is not null && selected.IsEmpty)
            {
                problems.Add(new(path, $"{path}: found \"{name}\"; it must be a parameter of the model: {NameSuggestion.For(name, theta.Selectors)}"));
            }

            foreach (var parameter in selected.Select(index => theta!.Names[index]))
            {
                if (wrt.Contains(parameter, StringComparer.Ordinal))
                {
                    problems.Add(new(path, $"{path}: found \"{name}\", which selects {parameter} a second time; each parameter stands once"));
                }
                else
                {
                    wrt.Add(parameter);
                }
            }
        }

        return [.. wrt];
    }
}
