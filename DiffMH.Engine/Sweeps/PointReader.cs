using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the sections of one point, the values of its axes put in.</summary>
/// <param name="catalogue">The plugins.</param>
/// <param name="header">What is the same for all points.</param>
/// <param name="replicates">Replicates of each point.</param>
/// <param name="kernels">Which kernel runs points that leave the choice open.</param>
internal sealed class PointReader(ModelCatalogue catalogue, SweepHeader header, int replicates, OpenKernels kernels)
{
    private readonly ModelSection models = new(catalogue);
    private readonly CouplingSection couplings = new(catalogue);

    /// <summary>The point without its names, and its sections with all defaults; null after noting what is wrong.</summary>
    /// <param name="document">The file with the point's values put in.</param>
    /// <param name="place">The point's index, and how many points there are.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="idle">Receives the settings that have no effect on this point.</param>
    /// <remarks>Where the choice of a kernel is open, the point is read as for the model's own, and for the generic one if that cannot run it.</remarks>
    public ResolvedPoint? Read(JsonObject document, (int Index, int Points) place, List<SweepProblem> problems, List<SweepProblem> idle)
    {
        var attempt = Attempt(document, place, isOwnOpen: true);
        if (attempt is { Open: { } own } and ({ Lack: not null } or { Spec: null }))
        {
            kernels.Refuse(place.Index, own.Name, attempt.Lack);
            attempt = LeftToGeneric(document, attempt) ?? Attempt(document, place, isOwnOpen: false);
        }

        problems.AddRange(attempt.Problems);
        idle.AddRange(attempt.Idle);
        return attempt.Spec is { } spec ? new(spec, attempt.Sections.Write()) : null;
    }

    /// <summary>The point with the estimator as it is for the generic kernel: all else is read in the same way for both. Null where something is wrong.</summary>
    private static PointAttempt? LeftToGeneric(JsonObject document, PointAttempt attempt)
    {
        if (attempt.Spec is not { } spec)
        {
            return null;
        }

        List<SweepProblem> problems = [];
        var sections = attempt.Sections;
        var estimator = EstimatorSection.Read(new MappingReader(document, DocumentPath.Root, problems), sections.Model?.Definition, whereOpen: null, sections.Theta, problems, []);
        return problems.Count > 0
            ? null
            : attempt with { Spec = spec with { Estimator = estimator }, Sections = sections with { Estimator = estimator }, Open = null, Lack = null };
    }

    /// <summary>Reads a point with one choice of its kernel.</summary>
    /// <param name="document">The file with the point's values put in.</param>
    /// <param name="place">The point's index, and how many points there are.</param>
    /// <param name="isOwnOpen">Whether the model's own kernel runs the point where the choice is open.</param>
    private PointAttempt Attempt(JsonObject document, (int Index, int Points) place, bool isOwnOpen)
    {
        List<SweepProblem> problems = [];
        List<SweepProblem> idle = [];
        var root = new MappingReader(document, DocumentPath.Root, problems);
        var sections = ReadSections(root, isOwnOpen, problems, idle);
        var open = sections.Estimator.Kernel is not null && EstimatorKernel.IsOpen(root.Section(EstimatorSection.Section)) ? sections.Model!.Definition.Kernel : null;
        var spec = Specify(root, sections, place, problems);
        var lack = spec is null ? null : LackOf(sections, spec, isOpen: open is not null, problems);
        if (lack is not null && open is null)
        {
            var section = root.Section(EstimatorSection.Section);
            section.Note(EstimatorKernel.Key.Name, $"found {Found.Text(section.Value(EstimatorKernel.Key.Name))}, but the kernel needs {lack}; it must be generic, or auto");
        }

        if (problems.Count > 0 && sections.Model is { } model && StandIns.For(document, model, sections.Proposal) is { } repaired)
        {
            problems.AddRange(StandIns.Added(ProblemsOf(repaired), problems));
        }

        return new(problems.Count > 0 ? null : spec, sections, open, lack, problems, idle);

        List<SweepProblem> ProblemsOf(JsonObject repaired)
        {
            List<SweepProblem> found = [];
            var reader = new MappingReader(repaired, DocumentPath.Root, found);
            Specify(reader, ReadSections(reader, isOwnOpen, found, []), place, found);
            return found;
        }
    }

    /// <summary>The point without its names; null after noting what is wrong.</summary>
    private PointSpec? Specify(MappingReader root, PointSections sections, (int Index, int Points) place, List<SweepProblem> problems)
    {
        var (model, proposal, theta, estimator, coupling, chain, objective, optimizer) = sections;
        var needs = new EstimatorNeeds(root, header.Mode, estimator);
        needs.CheckLanes(chain, replicates);
        needs.CheckClasses(model?.Definition);
        needs.CheckSteps(theta, optimizer);
        var stop = StopSection.Read(root, new(header.Mode, place.Index, place.Points, replicates, chain, optimizer, theta, estimator.Wrt), problems);
        PointWork.Check(chain, replicates, estimator.Thetas, optimizer?.Iterations ?? 0, problems);
        var output = OutputSection.Read(root, model, objective, problems);
        if (problems.Count > 0 || model?.Settings is null || proposal?.Settings is null || theta is null || coupling is null || objective is null)
        {
            return null;
        }

        return new PointSpec(
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
    }

    /// <summary>What the kernel of the model needs to run a point that it is to run, and the point does not have; null where it can, and where the generic kernel runs it.</summary>
    private static string? LackOf(PointSections sections, PointSpec spec, bool isOpen, List<SweepProblem> problems)
    {
        if (spec.Estimator.Kernel is null || sections is not { Model: { Definition.Kernel: { } kernel, Settings: { } settings, Instance: { } instance } model, Proposal.Settings: { } proposal })
        {
            return null;
        }

        if (spec.Estimator.Chosen != ChosenSettings.None)
        {
            return "scheme and alternatives that are not left to a pilot";   // which compares by evaluations, and those of a kernel of its own are not counted
        }

        var own = new OwnKernel(kernel, settings.Record, proposal.Record, sections.Theta!, instance.ObservableNames.Length + (sections.Objective?.Expression?.Added.Length ?? 0));
        return PluginCode.Run(() => isOpen ? own.Refuses(spec) : own.Lacks(spec), ModelSection.ParameterPath, DocumentPath.Join(EstimatorSection.Section.Name, EstimatorKernel.Key.Name), problems);
    }

    /// <summary>The sections of a document with all defaults; those without in which something is wrong.</summary>
    public JsonObject Defaults(JsonObject document) => ReadSections(new MappingReader(document, DocumentPath.Root, []), isOwnOpen: true, [], []).Write();

    private PointSections ReadSections(MappingReader root, bool isOwnOpen, ICollection<SweepProblem> problems, ICollection<SweepProblem> idle)
    {
        var model = models.Read(root, problems);
        var proposal = ProposalSection.Read(root, model, problems);
        var theta = ThetaOf(model, proposal);
        var estimator = EstimatorSection.Read(root, model?.Definition, isOwnOpen ? kernels.For(model?.Definition) : null, theta, problems, idle);
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
