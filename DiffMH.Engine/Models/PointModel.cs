using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Objectives;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>The model of one point with its settings, proposal, coupling and objective: everything numerical about the point.</summary>
public sealed class PointModel
{
    private readonly ModelShape shape;
    private readonly ModelInstance model;
    private readonly object proposal;
    private readonly Delegate start;
    private readonly object coupling;

    private PointModel(PointSpec spec, ModelShape shape, ThetaLayout theta, ModelInstance model, object proposal, Delegate start, object coupling, IObjective objective)
    {
        (this.shape, this.model, this.proposal, this.start, this.coupling) = (shape, model, proposal, start, coupling);
        (Spec, Theta, Objective) = (spec, theta, objective);
        (Wrt, Directions) = WrtSelection.Of(spec.Estimator, theta);
    }

    /// <summary>The point.</summary>
    public PointSpec Spec { get; }

    /// <summary>θ: the parameters of the model, then those of its proposal.</summary>
    public ThetaLayout Theta { get; }

    /// <summary>Positions in θ of the parameters a derivative is taken for.</summary>
    public ImmutableArray<int> Wrt { get; }

    /// <summary>In which directions derivatives are summed for each group; default for each parameter on its own.</summary>
    public ImmutableArray<Direction> Directions { get; }

    /// <summary>The observables: the model's own, then those that an expression as objective adds.</summary>
    public ImmutableArray<Observable> Observables => model.ObservableNames;

    /// <summary>The objective: a named one of the model, the moment of one observable, or an expression.</summary>
    public IObjective Objective { get; }

    /// <summary>Where the sums of a group stand.</summary>
    public SumsLayout Layout => Settings.RowLayout(Observables.Length);

    /// <summary>Updates in one step of a chain: one for each site of a lattice, else 1.</summary>
    public int UpdatesPerStep => model.UpdatesPerStep;

    /// <summary>A kernel for this point, for one thread at a time: the one its estimator names, else the generic one.</summary>
    /// <exception cref="InvalidOperationException">The point names a kernel that its model does not bring, or that cannot run it.</exception>
    public IBatchKernel CreateKernel() => Spec.Estimator.Kernel is { } name
        ? Require(name).Create(Spec)
        : CreateGeneric();

    /// <summary>How many lanes the point's kernel computes together, see <see cref="IKernelOffer{TSettings}.LanesTogether"/>: 1 for the generic one.</summary>
    public int LanesTogether => Spec.Estimator.Kernel is { } name ? Require(name).Definition.LanesTogether : 1;

    /// <summary>What the kernel that the point names needs for standard errors that are not too small, as a clause, see <see cref="IKernelOffer{TSettings}.Caveat"/>; null where it has that, and for the generic one.</summary>
    public string? Caveat => Spec.Estimator.Kernel is { } name ? Require(name).Caveat(Spec) : null;

    private OwnKernel? Own { get; init; }

    private OwnKernel Require(string kernel) =>
        Own?.Definition.Name == kernel ? Own : throw new InvalidOperationException($"No kernel '{kernel}' in model {Spec.Model}; it has {Own?.Definition.Name ?? "none of its own"}.");

    private IBatchKernel CreateGeneric()
    {
        return shape switch
        {
            ModelShape.Labels => KernelFactory.Create(
                new LabelProblem((ILabelTarget)model.Target, (ILabelObservables)model.Observables, Observables.Length, (LabelOrigin)start, (ILabelProposal)proposal, coupling),
                Settings),
            ModelShape.Sites when model.Target is IFreeSiteTarget free => KernelFactory.Create(
                new FreeSiteProblem(free, (ISiteObservables)model.Observables, Observables.Length, (SiteOrigin)start, (ISiteProposal)proposal, coupling),
                Settings),
            ModelShape.Sites => KernelFactory.Create(
                new SiteProblem((ISiteTarget)model.Target, (ISiteObservables)model.Observables, Observables.Length, (SiteOrigin)start, (ISiteProposal)proposal, coupling),
                Settings),
            _ => KernelFactory.Create(
                new VectorProblem((IVectorTarget)model.Target, (ITransitionObservables)model.Observables, Observables.Length, (VectorOrigin)start, (IVectorProposal)proposal, Theta.OfModel, coupling),
                Settings),
        };
    }

    /// <summary>Updates in one step of a point's chains, without building more of its model than that takes.</summary>
    internal static int UpdatesPerStepOf(PointSpec point, ModelDefinition model, IDataSource data) => model.Shape == ModelShape.Sites
        ? ModelInstance.UpdatesPerStepOf(model.CreateTarget(Bind(model.Settings, point.ModelSettings, "model.parameters", data).Record))
        : 1;

    /// <summary>Whether a point's density is one of vectors and jumps with the state, without building more of its model than that takes.</summary>
    internal static bool JumpsOf(PointSpec point, ModelDefinition model, IDataSource data) =>
        model.Shape == ModelShape.Vectors && model.CreateTarget(Bind(model.Settings, point.ModelSettings, "model.parameters", data).Record) is IVectorTarget { IsContinuous: false };

    private KernelSettings Settings => new(Spec.Seed, [.. Convert.FromHexString(Spec.StreamKey)], Wrt, Spec.Estimator, Spec.Chain, Directions);

    internal static PointModel Create(PointSpec point, ModelDefinition model, IDataSource data, CouplingDefinition coupling)
    {
        var settings = Bind(model.Settings, point.ModelSettings, "model.parameters", data);
        var suggests = ModelCatalogue.Require(model.Proposals, point.Proposal, proposal => proposal.Name, "proposal");
        var proposalSettings = Bind(suggests.Settings, point.ProposalSettings, "proposal", KnownData.None);
        var begins = ModelCatalogue.Require(model.Starts, point.Chain.Start, start => start.Name, "start");
        var instance = ModelInstance.Of(model, settings.Record);
        var theta = settings.Theta.With(proposalSettings.Theta);
        var expression = point.Objective.Expression is { } text ? ObjectiveExpression.Of(text, new(instance.ObservableNames, theta, settings.Resolved)) : null;
        var extended = expression?.Extend(instance) ?? instance;
        return new PointModel(
            point,
            model.Shape,
            theta,
            extended,
            suggests.Create(settings.Record, proposalSettings.Record),
            begins.Origin(settings.Record),
            coupling.Create(suggests, point.CouplingStrength),
            expression?.Objective ?? ObjectiveOf(point.Objective.Name, model, settings, instance.ObservableNames))
        {
            Own = model.Kernel is { } kernel ? new(kernel, settings.Record, proposalSettings.Record, theta, extended.ObservableNames.Length) : null,
        };
    }

    private static IObjective ObjectiveOf(string name, ModelDefinition model, SettingsBinding settings, ImmutableArray<Observable> observables)
    {
        if (model.Objectives.FirstOrDefault(objective => objective.Name == name) is { } named)
        {
            return new ModelObjective(named.Create(settings.Record), settings.Theta.Count);
        }

        var observable = ModelCatalogue.Require(observables, name, observable => observable.Name, "objective or observable");
        return new MomentObjective(observables.IndexOf(observable));
    }

    private static SettingsBinding Bind(SettingsSchema schema, string json, string path, IDataSource data)
    {
        var problems = new List<SweepProblem>();
        return schema.Bind(JsonNode.Parse(json)!.AsObject(), path, problems, data)
            ?? throw new InvalidOperationException(string.Join("; ", problems.Select(problem => problem.Message)));
    }
}
