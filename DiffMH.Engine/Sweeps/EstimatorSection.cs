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
    /// <param name="theta">The parameters, where known.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="idle">Receives the settings without effect.</param>
    public static EstimatorSettings Read(MappingReader root, ThetaLayout? theta, ICollection<SweepProblem> problems, ICollection<SweepProblem> idle)
    {
        var section = root.Section("estimator");
        var method = section.Choice("method", SweepDefaults.Method);
        var estimator = method == EstimatorMethod.Dmh ? ReadAlternatives(section) : WithoutAlternatives(section, method, idle);
        var wrt = ReadWrt(section, theta, problems);
        var steps = ReadSteps(section, method, theta, wrt, problems, idle);
        if (estimator.Scheme == Scheme.OneSided && wrt.Length > 1)
        {
            section.Note("scheme", $"found one-sided with {wrt.Length} parameters in wrt ({string.Join(", ", wrt)}); its weights exist for one parameter only, use symmetric");
        }

        section.Finish();
        return estimator with { Wrt = wrt, Steps = steps };
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
            idle.Add(IdleSettings.OfAlternatives(section, key, method));
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

        if (estimator.Steps.Count > 0)
        {
            section[StepReader.Key] = StepReader.Write(estimator);
        }

        section["wrt"] = new JsonArray([.. estimator.Wrt.Select(name => JsonValue.Create(name))]);
        return section;
    }

    private static Vector ReadSteps(
        MappingReader section, EstimatorMethod method, ThetaLayout? theta, ImmutableArray<string> wrt, ICollection<SweepProblem> problems, ICollection<SweepProblem> idle)
    {
        if (method == EstimatorMethod.FiniteDifference)
        {
            return new StepReader(section, problems).Read(theta, wrt);
        }

        if (section.Has(StepReader.Key))
        {
            idle.Add(IdleSettings.OfDifferences(section, StepReader.Key, method));
        }

        return Vector.Empty;
    }

    private static ImmutableArray<string> ReadWrt(MappingReader section, ThetaLayout? theta, ICollection<SweepProblem> problems)
    {
        var known = theta is null ? "" : $": {string.Join(", ", theta.Selectors)}";
        var wrt = new List<string>();
        foreach (var (name, path) in NameList.Read(section, "wrt", isRequired: true, $"the names of the parameters a derivative is taken for{known}", problems))
        {
            var selected = theta?.Select(name) ?? [];
            if (theta is not null && selected.IsEmpty)
            {
                var right = theta.OfModel == theta.Count ? "the model; its proposal has none, as only proposals of real vectors can" : "the model or of its proposal";
                problems.Add(new(path, $"{path}: found \"{name}\"; it must be a parameter of {right}: {NameSuggestion.For(name, theta.Selectors)}"));
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
