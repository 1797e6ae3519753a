using System.Globalization;
using System.Text;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Tests.Models;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>A Boltzmann machine on the periodic 3 × 3 lattice, all couplings and fields different, and what its 512 states say. The oracle shares no code with the plugin.</summary>
internal static class SmallMachine
{
    public const int Sites = 9;
    public const int Edges = 18;

    /// <summary>Where M, M² and B stand among the observables.</summary>
    public const int Magnetization = 0, MagnetizationSquared = 1, BondSum = 2;

    private const int Side = 3;
    private const int States = 1 << Sites;

    /// <summary>The couplings, then the fields.</summary>
    public static double[] Theta { get; } =
        [.. Enumerable.Range(0, Edges).Select(edge => 0.3 * Math.Sin(edge + 1)), .. Enumerable.Range(0, Sites).Select(site => 0.2 * Math.Cos((2 * site) + 1))];

    /// <summary>The names of all parameters.</summary>
    public static string[] Names { get; } = [.. Enumerable.Range(0, Edges).Select(edge => $"J[{edge}]"), .. Enumerable.Range(0, Sites).Select(site => $"h[{site}]")];

    /// <summary>f of every state, observable by observable.</summary>
    public static double[][] Observables { get; } =
        [
            [.. Enumerable.Range(0, States).Select(Spins)],
            [.. Enumerable.Range(0, States).Select(state => Spins(state) * Spins(state))],
            [.. Enumerable.Range(0, States).Select(state => Ends.Sum(edge => Spin(state, edge.A) * Spin(state, edge.B)))],
        ];

    private static (int A, int B)[] Ends =>
        [.. Enumerable.Range(0, Sites).SelectMany(site => new[] { (site, (site / Side * Side) + ((site + 1) % Side)), (site, (site + Side) % Sites) })];

    private static DataFile File { get; } = DataFile.Of(Encoding.UTF8.GetBytes(
        string.Concat(Ends.Select((edge, i) => string.Create(CultureInfo.InvariantCulture, $"{edge.A} {edge.B} {Theta[i]:R} # edge {i}\n")))));

    /// <summary>The plugins with the lattice's file.</summary>
    public static ModelCatalogue Catalogue { get; } = BuiltPlugins.Catalogue.With(new KnownData([File]));

    /// <summary>All couplings and fields their own.</summary>
    public static string Free { get; } = string.Create(CultureInfo.InvariantCulture,
        $$"""{"edges":"{{File.Reference}}","J":{"file":"{{File.Reference}}","column":3},"h":[{{string.Join(',', Theta[Edges..].Select(field => field.ToString("R", CultureInfo.InvariantCulture)))}}]}""");

    /// <summary>One coupling and one field for all.</summary>
    public static string Uniform(double coupling, double field) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"edges":"{{File.Reference}}","J":{{coupling:R}},"h":{{field:R}}}""");

    /// <summary>A point of the machine.</summary>
    public static PointModel Bind(string settings, string proposal, string coupling, EstimatorSettings estimator, ChainSettings chain, int replicates = 1, string objective = "magnetization^2", string? streams = null)
    {
        var plugin = BuiltPlugins.Catalogue.Plugins.Single(other => other.Reference.Id == "DiffMH.Plugins.Boltzmann").Reference;
        var key = Convert.ToHexStringLower(TestSeed.Key(streams ?? $"machine {proposal} {coupling} {estimator.Method} {estimator.Scheme} {estimator.Pruning} {estimator.Alternatives} {chain}"));
        return Catalogue.Bind(new PointSpec(
            0, key, key, "{}", TestSeed.Base, plugin, "boltzmann-machine", settings, proposal, "{}", coupling, estimator, chain, new ObjectiveSettings(objective, ObjectiveGoal.Evaluate), SweepMode.Gradient, null, replicates));
    }

    /// <summary>Averages of a finite chain that starts with all spins up, and their derivatives along a direction in θ.</summary>
    public static ExactMoments Finite(ChainSettings chain, bool isFlip, ReadOnlySpan<double> direction) => Finite(chain, isFlip, direction, Observables, direct: null);

    /// <summary>The same of any observables of the states, with their derivatives at fixed states.</summary>
    public static ExactMoments Finite(ChainSettings chain, bool isFlip, ReadOnlySpan<double> direction, double[][] observables, double[][]? direct) =>
        new LabelChain(Proposal(isFlip), LogDensity(Theta), LogDensity(direction), TieRule.Mean).Average(States - 1, chain.Warmup * Sites, chain.Draws, Sites * chain.Thin, observables, direct);

    /// <summary>The stationary derivative of an observable along a direction.</summary>
    public static double Stationary(int observable, double[] direction) =>
        Oracles.Stationary.Slope(t => (LogDensity([.. Theta.Zip(direction, (theta, speed) => theta + (t * speed))]), Observables[observable]), 0);

    /// <summary>The direction of one parameter.</summary>
    public static double[] Unit(int parameter) => [.. Theta.Select((_, i) => i == parameter ? 1.0 : 0)];

    // log g is linear in θ, so that its derivative along a direction is log g at that direction.
    private static double[] LogDensity(ReadOnlySpan<double> theta)
    {
        var (numbers, ends) = (theta.ToArray(), Ends);
        return
            [
                .. Enumerable.Range(0, States).Select(state =>
                    ends.Select((edge, i) => numbers[i] * Spin(state, edge.A) * Spin(state, edge.B)).Sum() + Enumerable.Range(0, Sites).Sum(site => numbers[Edges + site] * Spin(state, site))),
            ];
    }

    private static double[,] Proposal(bool isFlip)
    {
        var proposal = new double[States, States];
        for (var state = 0; state < States; state++)
        {
            for (var site = 0; site < Sites; site++)
            {
                proposal[state, state ^ (1 << site)] = (isFlip ? 1.0 : 0.5) / Sites;
            }

            proposal[state, state] = isFlip ? 0 : 0.5;
        }

        return proposal;
    }

    private static int Spin(int state, int site) => ((state >> site) & 1) == 1 ? 1 : -1;

    private static double Spins(int state) => Enumerable.Range(0, Sites).Sum(site => Spin(state, site));
}
