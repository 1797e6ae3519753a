using System.Globalization;
using System.Text;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Tests.Models;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>A Boltzmann machine on a graph so small that its states can be enumerated.</summary>
/// <param name="sites">How many spins.</param>
/// <param name="ends">The sites of each edge.</param>
/// <param name="theta">The couplings, then the fields.</param>
internal sealed class SpinMachine(int sites, (int A, int B)[] ends, double[] theta)
{
    private readonly DataFile file = DataFile.Of(Encoding.UTF8.GetBytes(
        string.Concat(ends.Select((edge, i) => string.Create(CultureInfo.InvariantCulture, $"{edge.A} {edge.B} {theta[i]:R} # edge {i}\n")))));

    /// <summary>Its states.</summary>
    public SpinStates States => field ??= new SpinStates(sites, ends);

    /// <summary>The names of all parameters.</summary>
    public string[] Names { get; } = [.. Enumerable.Range(0, ends.Length).Select(edge => $"J[{edge}]"), .. Enumerable.Range(0, sites).Select(site => $"h[{site}]")];

    /// <summary>The plugins with the graph's file.</summary>
    public ModelCatalogue Catalogue => BuiltPlugins.Catalogue.With(new KnownData([file]));

    /// <summary>All couplings and fields their own.</summary>
    public string Free => string.Create(CultureInfo.InvariantCulture,
        $$"""{"edges":"{{file.Reference}}","J":{"file":"{{file.Reference}}","column":3},"h":[{{string.Join(',', theta[ends.Length..].Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}}]}""");

    /// <summary>One coupling and one field for all.</summary>
    public string Uniform(double coupling, double field) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"edges":"{{file.Reference}}","J":{{coupling:R}},"h":{{field:R}}}""");

    /// <summary>A point of the machine.</summary>
    public PointModel Bind(string settings, string proposal, string coupling, EstimatorSettings estimator, ChainSettings chain, int replicates = 1, string objective = "magnetization^2", string? streams = null)
    {
        var plugin = BuiltPlugins.Catalogue.Plugins.Single(other => other.Reference.Id == "DiffMH.Plugins.Boltzmann").Reference;
        var key = Convert.ToHexStringLower(TestSeed.Key(streams ?? $"machine {proposal} {coupling} {estimator.Method} {estimator.Scheme} {estimator.Pruning} {estimator.Alternatives} {chain}"));
        return Catalogue.Bind(new PointSpec(
            0, key, key, "{}", TestSeed.Base, plugin, "boltzmann-machine", settings, proposal, "{}", coupling, estimator, chain, new ObjectiveSettings(objective, ObjectiveGoal.Evaluate), SweepMode.Gradient, null, replicates));
    }

    /// <summary>Averages of a finite chain that starts with all spins up, and their derivatives along a direction in θ; at kinks the means of the one-sided derivatives unless another rule is asked for.</summary>
    public ExactMoments Finite(ChainSettings chain, bool isFlip, ReadOnlySpan<double> direction, TieRule rule = TieRule.Mean) =>
        States.Finite(theta, chain, isFlip, direction, rule, States.Observables, direct: null);

    /// <summary>The direction of one parameter.</summary>
    public double[] Unit(int parameter) => [.. theta.Select((_, i) => i == parameter ? 1.0 : 0)];
}
