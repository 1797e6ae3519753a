using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Models;

namespace DiffMH.Tests.Kernels;

/// <summary>The Ising plugin's own kernel for points that the generic kernel runs as well.</summary>
internal static class WordKernelOf
{
    /// <summary>The kernel; a failure where it cannot run the point.</summary>
    public static IBatchKernel Create(PointModel model)
    {
        var (definition, settings, request) = Asked(model);
        Assert.Null(definition.Lacks(settings, request));
        return definition.Create(settings, request);
    }

    /// <summary>What the kernel lacks for a point.</summary>
    public static string? Lacks(PointModel model)
    {
        var (definition, settings, request) = Asked(model);
        return definition.Lacks(settings, request);
    }

    /// <summary>An experiment with one chain per replicate.</summary>
    public static LaneExperiment Run(PointModel model, int lanes) => new(Create(model), model.Layout, model.Theta.Initial, lanes);

    private static (KernelDefinition Definition, object Settings, KernelRequest Request) Asked(PointModel model)
    {
        var point = model.Spec;
        var definition = BuiltPlugins.Catalogue.Plugins.Single(plugin => plugin.Reference == point.Plugin).Models.Single(other => other.Name == point.Model);
        var proposal = definition.Proposals.Single(other => other.Name == point.Proposal);
        var request = new KernelRequest(
            point.Proposal,
            Bind(proposal.Settings, point.ProposalSettings),
            point.Coupling,
            point.CouplingStrength ?? 1,
            model.Observables.Length,
            model.Wrt,
            !model.Directions.IsDefaultOrEmpty,
            point.Estimator,
            point.Chain,
            point.Seed,
            [.. Convert.FromHexString(point.StreamKey)]);
        return (definition.Kernel!, Bind(definition.Settings, point.ModelSettings), request);
    }

    private static object Bind(SettingsSchema schema, string json)
    {
        var problems = new List<SweepProblem>();
        return schema.Bind(JsonNode.Parse(json)!.AsObject(), "settings", problems)?.Record ?? throw new InvalidOperationException(string.Join("; ", problems));
    }
}
