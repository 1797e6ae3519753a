using DiffMH.Engine.Models;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>Points of the repository's own plugins, as a sweep would make them: one chain per replicate.</summary>
internal static class PointOf
{
    /// <summary>The mixture of the paper's section on an ambiguous observation, with σ free.</summary>
    public static PointModel Mixture(double observation, Scheme scheme, int alternatives, string coupling, ChainSettings chain, params string[] wrt) => Bind(
        "DiffMH.Plugins.Mixture", "mixture-label", $$"""{"observation":{{observation:R}},"means":[-2.5,2,5],"deviations":4}""", "other-label", "{}", coupling, scheme, alternatives, chain, "entropy", wrt);

    /// <summary>The Ising model.</summary>
    public static PointModel Ising(int side, (double T, double J, double H) theta, string proposal, string order, string coupling, Scheme scheme, int alternatives, ChainSettings chain, params string[] wrt) => Bind(
        "DiffMH.Plugins.Ising",
        "ising-2d",
        $$"""{"L":{{side}},"T":{{theta.T:R}},"J":{{theta.J:R}},"h":{{theta.H:R}}}""",
        proposal,
        $$"""{"order":"{{order}}"}""",
        coupling,
        scheme,
        alternatives,
        chain,
        "specific_heat",
        wrt);

    /// <summary>A random walk on N(0, 1) that is watched as it moves, from a fixed start, unless the chain says otherwise.</summary>
    public static PointModel Walk(double scale, double start, Scheme scheme, int alternatives, string coupling, ChainSettings chain) => Bind(
        "DiffMH.Plugins.Tuning", "gaussian", $$"""{"deviations":[1],"start":[{{start:R}}]}""", "random-walk", $$"""{"scale":{{scale:R}}}""", coupling, scheme, alternatives, chain, "lag1_autocovariance", ["proposal.scale"]);

    /// <summary>A random walk on N(θ, 1) from the origin, for derivatives in θ and in the step.</summary>
    public static PointModel Mean(double theta, double scale, Scheme scheme, int alternatives, string coupling, ChainSettings chain, params string[] wrt) => Bind(
        "DiffMH.Plugins.Gaussian", "gaussian", $$"""{"theta":[{{theta:R}}],"deviations":1}""", "random-walk", $$"""{"scale":[{{scale:R}}]}""", coupling, scheme, alternatives, chain, "x[0]", wrt);

    /// <summary>An independence sampler on N(θ, 1), for derivatives in its own parameters and in θ.</summary>
    public static PointModel Independence(
        (double Mean, double Deviation, double Theta) at, double start, Scheme scheme, int alternatives, string coupling, ChainSettings chain, params string[] wrt) => Bind(
        "DiffMH.Plugins.Gaussian",
        "gaussian",
        $$"""{"theta":[{{at.Theta:R}}],"deviations":1,"start":{{start:R}}}""",
        "independence-gaussian",
        $$"""{"mean":{{at.Mean:R}},"deviation":{{at.Deviation:R}}}""",
        coupling,
        scheme,
        alternatives,
        chain,
        "x[0]",
        wrt);

    /// <summary>A random walk on a mixture of Gaussians with these settings.</summary>
    public static PointModel GaussianMixture(string settings, double scale, Scheme scheme, int alternatives, string coupling, ChainSettings chain, params string[] wrt) => Bind(
        "DiffMH.Plugins.Mixture", "gaussian-mixture", settings, "random-walk", $$"""{"scale":{{scale:R}}}""", coupling, scheme, alternatives, chain, "x[0]", wrt);

    /// <summary>The label of an observation with these settings.</summary>
    public static PointModel Label(string settings, Scheme scheme, int alternatives, ChainSettings chain, params string[] wrt) => Bind(
        "DiffMH.Plugins.Mixture", "mixture-label", settings, "other-label", "{}", "residual", scheme, alternatives, chain, "entropy", wrt);

    /// <summary>The same point with another pruning, on the same streams.</summary>
    public static PointModel With(this PointModel model, Pruning pruning) => BuiltPlugins.Catalogue.Bind(model.Spec with { Estimator = model.Spec.Estimator with { Pruning = pruning } });

    /// <summary>The same point with another proposal, on the same streams.</summary>
    public static PointModel With(this PointModel model, string proposal, string settings) => BuiltPlugins.Catalogue.Bind(model.Spec with { Proposal = proposal, ProposalSettings = settings });

    /// <summary>The same point with its coupling at another strength, on the same streams.</summary>
    public static PointModel AtStrength(this PointModel model, double? strength) => model.Coupled(model.Spec.Coupling, strength);

    /// <summary>The same point with another coupling, on the same streams.</summary>
    public static PointModel Coupled(this PointModel model, string coupling, double? strength) =>
        BuiltPlugins.Catalogue.Bind(model.Spec with { Coupling = coupling, CouplingStrength = strength });

    /// <summary>The same point with another estimator, on the same streams.</summary>
    public static PointModel With(this PointModel model, EstimatorMethod method) => BuiltPlugins.Catalogue.Bind(model.Spec with { Estimator = model.Spec.Estimator with { Method = method } });

    /// <summary>The same point with the kernel that its model brings.</summary>
    public static PointModel WithKernel(this PointModel model, string kernel) => BuiltPlugins.Catalogue.Bind(model.Spec with { Estimator = model.Spec.Estimator with { Kernel = kernel } });

    /// <summary>Chains of a model, their sums merged before derivatives are formed.</summary>
    public static MergedExperiment RunMerged(this PointModel model, int lanes) => new(model.CreateKernel(), model.Layout, model.Theta.Initial, model.Wrt, lanes);

    /// <summary>An experiment with a model's kernel.</summary>
    public static LaneExperiment Run(this PointModel model, int lanes) => new(model.CreateKernel(), model.Layout, model.Theta.Initial, lanes);

    private static PointModel Bind(
        string plugin, string model, string settings, string proposal, string proposalSettings, string coupling, Scheme scheme, int alternatives, ChainSettings chain, string objective, string[] wrt)
    {
        var reference = BuiltPlugins.Catalogue.Plugins.Single(other => other.Reference.Id == plugin).Reference;
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, scheme, Pruning.Weight, alternatives, [.. wrt]);
        var name = $"{model} {settings} {proposal} {proposalSettings} {coupling} {estimator.Scheme} {alternatives} {chain}";
        var key = Convert.ToHexStringLower(TestSeed.Key(name));
        return BuiltPlugins.Catalogue.Bind(new PointSpec(
            0, key, key, "{}", TestSeed.Base, reference, model, settings, proposal, proposalSettings, coupling, estimator, chain, new ObjectiveSettings(objective, ObjectiveGoal.Evaluate), SweepMode.Gradient, null, 1));
    }
}
