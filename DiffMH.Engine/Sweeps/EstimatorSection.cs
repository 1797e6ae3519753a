using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Documents.Keys;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>The section <c>estimator</c>.</summary>
internal static class EstimatorSection
{
    private static readonly ChoiceKey<EstimatorMethod> Method = new(
        "method", "dmh: the derivative of the finite chain, by alternatives. covariance: the covariance identity, for stationary chains. score: the score function of the chain's decisions, with the other chains' mean as baseline; score-plain: without. finite-difference: a difference quotient on the same streams, with a step. All but dmh take no scheme, pruning, alternatives or coupling.", SweepDefaults.Method);

    /// <summary>In place of a setting: a pilot chooses.</summary>
    private const string Auto = "auto";
    private const int MostNamed = 40;

    private static readonly ChoiceKey<Scheme> Scheme = new(
        "scheme", "How a newborn alternative is weighted. one-sided: for one parameter only; on continuous targets it and reject have infinite variance. auto: a pilot chooses.", SweepDefaults.Scheme) { Also = Auto };

    private static readonly ChoiceKey<Pruning> Pruning = new("pruning", "How alternatives compete: by their weight, by counting, or not at all.", SweepDefaults.Pruning);

    private static readonly IntegerKey Alternatives = new(
        "alternatives", "How many alternatives of each chain are followed. More: less variance, more time. auto: a pilot chooses.", 1, EstimatorSettings.MostAlternatives) { Fallback = SweepDefaults.Alternatives, Also = Auto };

    private static readonly ChoiceKey<ControlVariate> Control = new(
        "control", "What makes the estimate scatter less. covariance: the covariance identity, with the coefficient that suits the other chains; for stationary chains, and at least 8 of them.", ControlVariate.None);

    /// <summary>The names of the parameters a derivative is taken for.</summary>
    public static NamesKey Wrt { get; } = new("wrt", "The parameters a derivative is taken for: a name, or a list of names, as in [T, means, \"means[1]\"].") { IsRequired = true };

    /// <summary>The section and its keys.</summary>
    public static SectionKey Section { get; } = new("estimator", "How the gradient is estimated, and for which parameters.", [Method, EstimatorKernel.Key, Scheme, Pruning, Alternatives, Control, StepReader.Key, Wrt]);

    /// <summary>The key of the control variate.</summary>
    public static string ControlName => Control.Name;

    /// <summary>The keys that say how alternatives are followed.</summary>
    public static IReadOnlyList<string> OfAlternatives { get; } = [Scheme.Name, Pruning.Name, Alternatives.Name, Control.Name];

    /// <summary>The methods for a site model without classes of change.</summary>
    public static ImmutableArray<EstimatorMethod> MethodsWithoutClasses { get; } = [EstimatorMethod.Dmh, EstimatorMethod.Covariance, EstimatorMethod.FiniteDifference];

    /// <summary>The method is one of those.</summary>
    public static (string Name, JsonNode? Schema) NeedsNoClasses => (Method.Name, SchemaOf.Words(MethodsWithoutClasses.Select(Word.Of)));

    /// <summary>The method is one that follows no alternatives.</summary>
    public static JsonObject FollowsNone() => SchemaOf.Has(Method.Name, SchemaOf.Words(Enum.GetValues<EstimatorMethod>().Where(method => method != EstimatorMethod.Dmh).Select(Word.Of)));

    /// <summary>A control variate is asked for.</summary>
    public static JsonObject TakesControl() => SchemaOf.Has(Control.Name, SchemaOf.Is(Word.Of(ControlVariate.Covariance)));

    private static JsonObject TakesDifferences() => SchemaOf.Has(Method.Name, SchemaOf.Is(Word.Of(EstimatorMethod.FiniteDifference)));

    /// <summary>What belongs to alternatives is for the method that follows them, and one scheme is for one parameter.</summary>
    public static JsonObject Rule() => SchemaOf.All(
        [
            SchemaOf.Where(FollowsNone(), SchemaOf.Without(OfAlternatives)),
            SchemaOf.Where(TakesDifferences(), SchemaOf.Required([StepReader.Key.Name])),
            SchemaOf.Where(SchemaOf.Not(TakesDifferences()), SchemaOf.Without([StepReader.Key.Name])),
            SchemaOf.Where(
                SchemaOf.Has(Scheme.Name, SchemaOf.Is(Word.Of(DiffMH.Scheme.OneSided))),
                SchemaOf.Keys((Wrt.Name, new JsonObject { ["maxItems"] = 1 }))),
        ]);

    /// <summary>Reads the section.</summary>
    /// <param name="root">The document.</param>
    /// <param name="model">The model, where known.</param>
    /// <param name="whereOpen">The model's kernel, where it runs points that leave the choice open.</param>
    /// <param name="theta">The parameters, where known.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="idle">Receives the settings without effect.</param>
    public static EstimatorSettings Read(
        MappingReader root, ModelDefinition? model, KernelDefinition? whereOpen, ThetaLayout? theta, ICollection<SweepProblem> problems, ICollection<SweepProblem> idle)
    {
        var section = root.Section(Section);
        var method = section.Choice(Method);
        var own = EstimatorKernel.Read(section, model, whereOpen);
        var estimator = method == EstimatorMethod.Dmh ? ReadAlternatives(section, own) : WithoutAlternatives(section, method, idle);
        var (wrt, isMany) = ReadWrt(section, theta, problems);
        var steps = ReadSteps(section, method, theta, isMany ? [] : wrt, problems, idle);
        if (estimator.Scheme == DiffMH.Scheme.OneSided && wrt.Length > 1)
        {
            section.Note(Scheme.Name, $"found one-sided with {wrt.Length} {(isMany ? "directions of many" : "parameters")} in wrt ({string.Join(", ", wrt)}); its weights exist for one parameter only, use symmetric");
        }

        if (isMany && method is not (EstimatorMethod.Dmh or EstimatorMethod.Covariance))
        {
            section.Note(Method.Name, $"found {Word.Of(method)} with more than {EstimatorSettings.MostParameters} parameters in wrt; so many are for dmh and covariance, select fewer");
        }

        if (isMany && estimator.Control != ControlVariate.None)
        {
            section.Note(Control.Name, $"found {Word.Of(estimator.Control)} with more than {EstimatorSettings.MostParameters} parameters in wrt, each of which would need a coefficient of its own; leave it out, or select fewer");
        }

        CheckChosen(section, estimator, isMany);
        section.Finish();
        return estimator with { Wrt = wrt, Steps = steps, EveryComponent = isMany, Kernel = own?.Name };
    }

    /// <summary>How alternatives are followed; what the file leaves out is the kernel's choice where the model's own runs.</summary>
    private static EstimatorSettings ReadAlternatives(MappingReader section, KernelDefinition? own)
    {
        var chosen = (section.Says(Scheme.Name, Auto) ? ChosenSettings.Scheme : ChosenSettings.None) | (section.Says(Alternatives.Name, Auto) ? ChosenSettings.Alternatives : ChosenSettings.None);
        var scheme = chosen.HasFlag(ChosenSettings.Scheme) ? SweepDefaults.Scheme : section.Choice(Scheme with { Fallback = own?.Scheme ?? SweepDefaults.Scheme });
        var pruning = section.Choice(Pruning);
        var alternatives = chosen.HasFlag(ChosenSettings.Alternatives) ? SweepDefaults.Alternatives : (int)section.Integer(Alternatives with { Fallback = own?.Alternatives ?? SweepDefaults.Alternatives });
        return new EstimatorSettings(EstimatorMethod.Dmh, scheme, pruning, alternatives, [], Chosen: chosen, Control: section.Choice(Control));
    }

    /// <summary>Refuses to choose where there is nothing to choose from, or the choosing would take longer than it saves.</summary>
    private static void CheckChosen(MappingReader section, EstimatorSettings estimator, bool isMany)
    {
        if (estimator is { Pruning: DiffMH.Pruning.None } && estimator.Chosen.HasFlag(ChosenSettings.Alternatives))
        {
            section.Note(Alternatives.Name, "found auto with pruning none, which keeps all alternatives, so that their number has no effect; leave it out, or take another pruning");
        }

        if (isMany && estimator.Chosen != ChosenSettings.None)
        {
            var key = estimator.Chosen.HasFlag(ChosenSettings.Scheme) ? Scheme.Name : Alternatives.Name;
            section.Note(key, $"found auto with more than {EstimatorSettings.MostParameters} parameters in wrt, where a pilot would take longer than the choice saves; try a few by hand, with diffmh compare on a smaller model");
        }
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
    /// <param name="estimator">The estimator.</param>
    /// <param name="own">The kernel that the model brings; null where there is none to choose.</param>
    public static JsonObject Write(EstimatorSettings estimator, KernelDefinition? own)
    {
        var section = new JsonObject { [Method.Name] = Word.Of(estimator.Method) };
        if (own is not null)
        {
            section[EstimatorKernel.Key.Name] = estimator.Kernel ?? EstimatorSettings.GenericKernel;
        }

        if (estimator.Method == EstimatorMethod.Dmh)
        {
            section[Scheme.Name] = estimator.Chosen.HasFlag(ChosenSettings.Scheme) ? Auto : Word.Of(estimator.Scheme);
            section[Pruning.Name] = Word.Of(estimator.Pruning);
            section[Alternatives.Name] = estimator.Chosen.HasFlag(ChosenSettings.Alternatives) ? Auto : estimator.Alternatives;
            if (estimator.Control != ControlVariate.None)
            {
                section[Control.Name] = Word.Of(estimator.Control);
            }
        }

        if (estimator.Steps.Count > 0)
        {
            section[StepReader.Key.Name] = StepReader.Write(estimator);
        }

        section[Wrt.Name] = new JsonArray([.. (estimator.EveryComponent ? DirectionName.Selectors(estimator.Wrt) : estimator.Wrt).Select(name => JsonValue.Create(name))]);
        return section;
    }

    private static Vector ReadSteps(
        MappingReader section, EstimatorMethod method, ThetaLayout? theta, ImmutableArray<string> wrt, ICollection<SweepProblem> problems, ICollection<SweepProblem> idle)
    {
        if (method == EstimatorMethod.FiniteDifference)
        {
            return new StepReader(section, problems).Read(theta, wrt);
        }

        if (section.Has(StepReader.Key.Name))
        {
            idle.Add(IdleSettings.OfDifferences(section, StepReader.Key.Name, method));
        }

        return Vector.Empty;
    }

    /// <summary>The parameters; where there are more than <see cref="EstimatorSettings.MostParameters"/>, a common factor and a common shift for each list in their place.</summary>
    private static (ImmutableArray<string> Wrt, bool IsMany) ReadWrt(MappingReader section, ThetaLayout? theta, ICollection<SweepProblem> problems)
    {
        var wrt = new OrderedDictionary<string, string>(StringComparer.Ordinal);   // from each parameter the name by which it was asked for
        foreach (var (name, path) in NameList.Read(section, Wrt, () => $"the names of the parameters a derivative is taken for{(theta is null ? "" : $": {Listed(theta)}")}", problems))
        {
            var selected = theta?.Select(name) ?? [];
            if (theta is not null && selected.IsEmpty)
            {
                var right = theta.OfModel == theta.Count ? "the model; its proposal has none, as only proposals of real vectors can" : "the model or of its proposal";
                problems.Add(new(path, $"{path}: found \"{name}\"; it must be a parameter of {right}: {NameSuggestion.For(name, [.. theta.Selectors])}"));
            }

            foreach (var parameter in selected.Select(index => theta!.Names[index]))
            {
                if (!wrt.TryAdd(parameter, name))
                {
                    problems.Add(new(path, $"{path}: found \"{name}\", which selects {parameter} a second time; each parameter stands once"));
                }
            }
        }

        return wrt.Count <= EstimatorSettings.MostParameters
            ? ([.. wrt.Keys], false)
            : ([.. wrt.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal).SelectMany(Directions)], true);
    }

    /// <summary>The names that may be given, as many as a message can have.</summary>
    private static string Listed(ThetaLayout theta)
    {
        string[] names = [.. theta.Selectors.Take(MostNamed + 1)];
        return names.Length <= MostNamed ? string.Join(", ", names) : $"{string.Join(", ", names[..MostNamed])}, …";
    }

    /// <summary>What stands for the parameters that one name selects.</summary>
    private static IEnumerable<string> Directions(IGrouping<string, string> selected)
    {
        var isList = selected.Skip(1).Any();
        return isList ? [DirectionName.Scale(selected.Key), DirectionName.Shift(selected.Key)] : selected;
    }
}
