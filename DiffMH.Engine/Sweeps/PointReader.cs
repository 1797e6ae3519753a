using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the sections of one point, the values of its axes put in.</summary>
/// <param name="catalogue">The plugins.</param>
/// <param name="header">What is the same for all points.</param>
/// <param name="replicates">Replicates of each point.</param>
internal sealed class PointReader(ModelCatalogue catalogue, SweepHeader header, int replicates)
{
    private readonly ModelSection models = new(catalogue);
    private readonly CouplingSection couplings = new(catalogue);

    /// <summary>Which kernel runs points that leave the choice open.</summary>
    public OpenKernels Kernels { get; } = new();

    /// <summary>The point without its names, and its sections with all defaults; null after noting what is wrong.</summary>
    /// <param name="document">The file with the point's values put in.</param>
    /// <param name="place">The point's index, and how many points there are.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="idle">Receives the settings that have no effect on this point.</param>
    public ResolvedPoint? Read(JsonObject document, (int Index, int Points) place, ICollection<SweepProblem> problems, ICollection<SweepProblem> idle)
    {
        var noted = problems.Count;
        var root = new MappingReader(document, DocumentPath.Root, problems);
        var sections = ReadSections(root, problems, idle);
        var (model, proposal, theta, estimator, coupling, chain, objective, optimizer) = sections;
        var needs = new EstimatorNeeds(root, header.Mode, estimator);
        needs.CheckLanes(chain, replicates);
        needs.CheckClasses(model?.Definition);
        needs.CheckSteps(theta, optimizer);
        var stop = StopSection.Read(root, new(header.Mode, place.Index, place.Points, replicates, chain, optimizer, theta, estimator.Wrt), problems);
        PointWork.Check(chain, replicates, estimator.Thetas, optimizer?.Iterations ?? 0, problems);
        var output = OutputSection.Read(root, model, objective, problems);
        if (problems.Count > noted || model?.Settings is null || proposal?.Settings is null || theta is null || coupling is null || objective is null)
        {
            return null;
        }

        var spec = new PointSpec(
            place.Index,
            Identity: "",
            StreamKey: "",
            Settings: "",
            header.Seed,
            model.Plugin.Reference,
            model.Definition.Name,
            CanonicalJson.Write(model.Settings.Resolved),
            proposal.Definition.Name,
            CanonicalJson.Write(proposal.Settings.Resolved),
            coupling.Offer.Coupling.Name,
            estimator,
            chain,
            objective.Settings,
            header.Mode,
            optimizer,
            replicates,
            coupling.Offer.Plugin,
            stop,
            output,
            coupling.Strength);
        if (model is { Definition.Kernel: { } own, Instance: { } instance } && estimator.Kernel is not null)
        {
            var observables = instance.ObservableNames.Length + (objective.Expression?.Added.Length ?? 0);
            CheckKernel(root, spec, model.Definition, new(own, model.Settings.Record, proposal.Settings.Record, theta, observables), problems);
        }

        return problems.Count > noted ? null : new ResolvedPoint(spec, sections.Write());
    }

    /// <summary>Asks the kernel of the model whether it can run the point. What it lacks is a mistake where the file names it.</summary>
    private void CheckKernel(MappingReader root, PointSpec spec, ModelDefinition model, OwnKernel own, ICollection<SweepProblem> problems)
    {
        var section = root.Section(EstimatorSection.Section);
        var lack = spec.Estimator.Chosen == ChosenSettings.None || !EstimatorKernel.IsOpen(section)
            ? PluginCode.Run(() => own.Lacks(spec), ModelSection.ParameterPath, section.PathOf(EstimatorKernel.Key.Name), problems)
            : "scheme and alternatives that are not left to a pilot";   // which compares with evaluations that are counted
        if (lack is not null && EstimatorKernel.IsOpen(section))
        {
            Kernels.Refuse(model, spec.Index, lack);
        }
        else if (lack is not null)
        {
            section.Note(EstimatorKernel.Key.Name, $"found {Found.Text(section.Value(EstimatorKernel.Key.Name))}, but the kernel needs {lack}; it must be generic, or auto");
        }
    }

    /// <summary>The sections of a document with all defaults; those without in which something is wrong.</summary>
    public JsonObject Defaults(JsonObject document) => ReadSections(new MappingReader(document, DocumentPath.Root, []), [], []).Write();

    private PointSections ReadSections(MappingReader root, ICollection<SweepProblem> problems, ICollection<SweepProblem> idle)
    {
        var model = models.Read(root, problems);
        var proposal = ProposalSection.Read(root, model, problems);
        var theta = ThetaOf(model, proposal);
        var estimator = EstimatorSection.Read(root, model?.Definition, Kernels.For(model?.Definition), theta, problems, idle);
        var coupling = couplings.Read(root, model, proposal, estimator.Method, problems, idle);
        var chain = ChainSection.Read(root, model?.Definition);
        var objective = ObjectiveSection.Read(root, header.Mode, model, theta, problems);
        Differentiability.Check(model, objective, estimator, problems);
        if (estimator.EveryComponent && header.Mode == SweepMode.Optimize)
        {
            problems.Add(new("estimator.wrt", $"estimator.wrt: found more than {EstimatorSettings.MostParameters} parameters in mode optimize; so many are not moved, use mode gradient or select fewer"));
        }

        var optimizer = OptimizerSection.Read(root, header.Mode, theta, estimator.EveryComponent ? [] : estimator.Wrt, problems);
        return new(model, proposal, theta, estimator, coupling, chain, objective, optimizer);
    }

    /// <summary>θ; null where it cannot be known. A proposal on discrete states has no part in it, so that the model's settings are enough.</summary>
    private static ThetaLayout? ThetaOf(ModelChoice? model, ProposalChoice? proposal) => (model?.Settings?.Theta, proposal?.Settings?.Theta) switch
    {
        ({ } ofModel, { } ofProposal) => ofModel.With(ofProposal),
        ({ } ofModel, null) when model!.Definition.Shape != ModelShape.Vectors => ofModel,
        _ => null,
    };
}
