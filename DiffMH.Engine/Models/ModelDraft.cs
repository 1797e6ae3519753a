using System.Collections.Immutable;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>A model while its plugin describes it.</summary>
internal sealed class ModelDraft
{
    private readonly string name;
    private readonly string description;
    private readonly ModelShape shape;
    private readonly bool hasClasses;
    private readonly SettingsSchema settings;
    private readonly Func<object, object> target;
    private readonly List<StartDefinition> starts = [];
    private readonly List<ProposalDefinition> proposals = [];
    private readonly List<ObjectiveDefinition> objectives = [];
    private Func<object, IReadOnlyList<Observable>>? observableNames;
    private Func<object, object>? observables;
    private KernelDefinition? kernel;

    private ModelDraft(string name, string description, (ModelShape Shape, bool HasClasses) kind, SettingsSchema settings, Func<object, object> target)
    {
        (this.name, this.description, this.settings, this.target) = (name, description, settings, target);
        (shape, hasClasses) = kind;
    }

    public static ModelDraft Of<TSettings, TTarget>(string name, string description, ModelShape shape, Func<TSettings, TTarget> create)
        where TSettings : class, new()
        where TTarget : struct
    {
        var isFree = typeof(IFreeSiteTarget).IsAssignableFrom(typeof(TTarget));
        return new(RequireName(name, "a model"), description, (shape, !isFree), SettingsSchema.Of(typeof(TSettings)), record => create((TSettings)record));
    }

    public void Observe(Func<object, IReadOnlyList<Observable>> names, Func<object, object> create)
    {
        if (observables is not null)
        {
            throw new RegistrationException($"model '{name}' registers its observables twice; once is right");
        }

        (observableNames, observables) = (names, create);
    }

    public void Add(StartDefinition start)
    {
        RequireNew(start.Name, starts.Select(other => other.Name), "start");
        starts.Add(start);
    }

    public void Add(ObjectiveDefinition objective)
    {
        RequireNew(objective.Name, objectives.Select(other => other.Name), "objective");
        objectives.Add(objective);
    }

    public void Add(KernelDefinition definition)
    {
        if (kernel is not null)
        {
            throw new RegistrationException($"model '{name}' registers the kernels '{kernel.Name}' and '{definition.Name}'; one is the most");
        }

        if (definition is not { Alternatives: >= 1 and <= EstimatorSettings.MostAlternatives, LanesTogether: >= 1 })
        {
            throw new RegistrationException(
                $"kernel '{definition.Name}' of model '{name}' has {definition.Alternatives} alternatives and {definition.LanesTogether} lanes together; it must have 1 to {EstimatorSettings.MostAlternatives}, and at least 1");
        }

        if (RequireName(definition.Name, $"a kernel of model '{name}'") is "auto" or "generic")
        {
            throw new RegistrationException($"model '{name}' calls its kernel '{definition.Name}', which has a meaning of its own in estimator.kernel; give it another name");
        }

        kernel = definition;
    }

    public void AddProposal<TProposalSettings, TProposal>(string proposalName, string proposalDescription, Func<object, TProposalSettings, TProposal> create)
        where TProposalSettings : class, new()
        where TProposal : struct
    {
        var own = SettingsSchema.Of(typeof(TProposalSettings));
        if (shape != ModelShape.Vectors && own.Settings.FirstOrDefault(setting => setting.IsParameter) is { } parameter)
        {
            throw new RegistrationException(
                $"proposal '{proposalName}' of model '{name}' declares the parameter '{parameter.Name}'; a proposal on discrete states has no derivative, make it a number");
        }

        if (own.Settings.FirstOrDefault(setting => setting.Kind == SettingKind.File) is { } file)
        {
            throw new RegistrationException($"proposal '{proposalName}' of model '{name}' has the data file '{file.Name}'; only a model can have one");
        }

        if (own.Settings.Any(setting => setting.Name == "name"))
        {
            throw new RegistrationException($"proposal '{proposalName}' of model '{name}' has a setting called 'name', which is the key of the proposal's own name");
        }

        if (!hasClasses && default(TProposal) is IAsymmetricValue)
        {
            throw new RegistrationException($"proposal '{proposalName}' of model '{name}' has values of an asymmetric law, which is tabulated by classes of change, and the model has none; register a proposal with a symmetric law");
        }

        var proposal = new ProposalDefinition(proposalName, proposalDescription, typeof(TProposal), own)
        {
            HasClasses = hasClasses,
            Create = (record, proposalRecord) => create(record, (TProposalSettings)proposalRecord),
        };
        RequireNew(proposalName, proposals.Select(other => other.Name), "proposal");
        proposals.Add(proposal);
    }

    public ModelDefinition Complete()
    {
        if (observables is null || observableNames is null || starts.Count == 0 || proposals.Count == 0)
        {
            var missing = observables is null ? "observables" : starts.Count == 0 ? "start" : "proposal";
            throw new RegistrationException($"model '{name}' registers no {missing}; it needs observables, a start and a proposal");
        }

        return new ModelDefinition(name, description, shape, settings, [.. starts], [.. proposals, .. BuiltInProposals.For(shape, proposals, target)], [.. objectives])
        {
            HasClasses = hasClasses,
            CreateTarget = target,
            ObservableNames = observableNames,
            CreateObservables = observables,
            Kernel = kernel,
        };
    }

    public static string RequireName(string name, string what) =>
        SettingName.IsValid(name) ? name : throw new RegistrationException($"{what} is called '{name}'; {SettingName.Rule}");

    private void RequireNew(string itemName, IEnumerable<string> names, string what)
    {
        RequireName(itemName, $"a {what} of model '{name}'");
        if (names.Contains(itemName, StringComparer.Ordinal))
        {
            throw new RegistrationException($"model '{name}' registers the {what} '{itemName}' twice; each needs a name of its own");
        }
    }
}
