using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Sweeps;

/// <summary>Reads the sections of one point, the values of its axes put in.</summary>
internal sealed class PointReader(ModelCatalogue catalogue, SweepHeader header, int replicates)
{
    private readonly ModelSection models = new(catalogue);
    private readonly CouplingSection couplings = new(catalogue);

    /// <summary>The point without its names, and its sections with all defaults; null after noting what is wrong.</summary>
    public ResolvedPoint? Read(JsonObject document, ICollection<SweepProblem> problems)
    {
        var noted = problems.Count;
        var root = new MappingReader(document, DocumentPath.Root, problems);
        var model = models.Read(root, problems);
        var proposal = ProposalSection.Read(root, model, problems);
        var coupling = couplings.Read(root, model, proposal);
        var theta = model?.Settings?.Theta;
        var estimator = EstimatorSection.Read(root, theta, problems);
        var chain = ChainSection.Read(root, model?.Definition);
        var objective = ObjectiveSection.Read(root, header.Mode, model, problems);
        var optimizer = OptimizerSection.Read(root, header.Mode, theta, estimator.Wrt, problems);
        if (problems.Count > noted || model?.Settings is null || proposal?.Settings is null || coupling is null || objective is null)
        {
            return null;
        }

        var spec = new PointSpec(
            Index: 0,
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
            coupling.Plugin);
        return new ResolvedPoint(spec, ResolvedPoint.Write(spec, model.Request));
    }
}
