using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the sections of one point, the values of its axes put in.</summary>
/// <param name="catalogue">The plugins.</param>
/// <param name="header">What is the same for all points.</param>
/// <param name="replicates">Replicates of each point.</param>
/// <param name="points">How many points there are.</param>
internal sealed class PointReader(ModelCatalogue catalogue, SweepHeader header, int replicates, long points)
{
    private readonly ModelSection models = new(catalogue);
    private readonly CouplingSection couplings = new(catalogue);

    /// <summary>The point without its names, and its sections with all defaults; null after noting what is wrong.</summary>
    /// <param name="document">The file with the point's values put in.</param>
    /// <param name="index">The point's index.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="idle">Receives the settings that have no effect on this point.</param>
    public ResolvedPoint? Read(JsonObject document, int index, ICollection<SweepProblem> problems, ICollection<SweepProblem> idle)
    {
        var noted = problems.Count;
        var root = new MappingReader(document, DocumentPath.Root, problems);
        var model = models.Read(root, problems);
        var proposal = ProposalSection.Read(root, model, problems);
        var theta = model?.Settings?.Theta;
        var estimator = EstimatorSection.Read(root, theta, problems, idle);
        var coupling = couplings.Read(root, model, proposal, estimator.Method, idle);
        var chain = ChainSection.Read(root, model?.Definition);
        var objective = ObjectiveSection.Read(root, header.Mode, model, problems);
        if (estimator.EveryComponent && header.Mode == SweepMode.Optimize)
        {
            problems.Add(new("estimator.wrt", $"estimator.wrt: found more than {EstimatorSettings.MostParameters} parameters in mode optimize; so many are not moved, use mode gradient or select fewer"));
        }

        var optimizer = OptimizerSection.Read(root, header.Mode, theta, estimator.EveryComponent ? [] : estimator.Wrt, problems);
        var stop = StopSection.Read(root, new(header.Mode, index, points, replicates, chain, optimizer, theta, estimator.Wrt), problems);
        var output = OutputSection.Read(root, model, problems);
        if (problems.Count > noted || model?.Settings is null || proposal?.Settings is null || coupling is null || objective is null)
        {
            return null;
        }

        var spec = new PointSpec(
            index,
            Identity: "",
            StreamKey: "",
            Settings: "",
            header.Seed,
            model.Plugin.Reference,
            model.Definition.Name,
            CanonicalJson.Write(model.Settings.Resolved),
            proposal.Definition.Name,
            CanonicalJson.Write(proposal.Settings.Resolved),
            coupling.Coupling.Name,
            estimator,
            chain,
            objective,
            header.Mode,
            optimizer,
            replicates,
            coupling.Plugin,
            stop,
            output);
        return new ResolvedPoint(spec, ResolvedPoint.Write(spec, model.Request));
    }
}
