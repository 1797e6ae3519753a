using DiffMH.Engine.Models;
using DiffMH.Tests.Oracles;

namespace DiffMH.Tests.Exactness;

/// <summary>A Boltzmann machine on the periodic 3 × 3 lattice, all couplings and fields different, and what its 512 states say.</summary>
internal static class SmallMachine
{
    public const int Sites = 9;
    public const int Edges = 18;

    /// <summary>Where M, M² and B stand among the observables.</summary>
    public const int Magnetization = 0, MagnetizationSquared = 1, BondSum = 2;

    private const int Side = 3;

    /// <summary>The couplings, then the fields.</summary>
    public static double[] Theta { get; } =
        [.. Enumerable.Range(0, Edges).Select(edge => 0.3 * Math.Sin(edge + 1)), .. Enumerable.Range(0, Sites).Select(site => 0.2 * Math.Cos((2 * site) + 1))];

    /// <summary>The names of all parameters.</summary>
    public static string[] Names => Machine.Names;

    /// <summary>f of every state, observable by observable.</summary>
    public static double[][] Observables => Machine.States.Observables;

    /// <summary>The plugins with the lattice's file.</summary>
    public static ModelCatalogue Catalogue => Machine.Catalogue;

    /// <summary>All couplings and fields their own.</summary>
    public static string Free => Machine.Free;

    /// <summary>The same lattice with couplings of 1/4 and without fields, each a parameter of its own: where as many neighbours are up as down, r = 1 exactly.</summary>
    public static SpinMachine WithTies { get; } = new(Sites, Ends, [.. Enumerable.Repeat(0.25, Edges), .. new double[Sites]]);

    /// <summary>A star: eight sites that see only the middle one, whose score has nine numbers where theirs have two.</summary>
    public static SpinMachine Star { get; } = new(
        Sites, [.. Enumerable.Range(1, Sites - 1).Select(site => (0, site))], [.. Enumerable.Range(0, (2 * Sites) - 1).Select(i => i < Sites - 1 ? 0.5 * Math.Sin(i + 1) : 0.2 * Math.Cos(i))]);

    private static SpinMachine Machine { get; } = new(Sites, Ends, Theta);

    private static (int A, int B)[] Ends =>
        [.. Enumerable.Range(0, Sites).SelectMany(site => new[] { (site, (site / Side * Side) + ((site + 1) % Side)), (site, (site + Side) % Sites) })];

    /// <summary>One coupling and one field for all.</summary>
    public static string Uniform(double coupling, double field) => Machine.Uniform(coupling, field);

    /// <summary>A point of the machine.</summary>
    public static PointModel Bind(string settings, string proposal, string coupling, EstimatorSettings estimator, ChainSettings chain, int replicates = 1, string objective = "magnetization^2", string? streams = null) =>
        Machine.Bind(settings, proposal, coupling, estimator, chain, replicates, objective, streams);

    /// <summary>Averages of a finite chain that starts with all spins up, and their derivatives along a direction in θ.</summary>
    public static ExactMoments Finite(ChainSettings chain, bool isFlip, ReadOnlySpan<double> direction) => Machine.Finite(chain, isFlip, direction);

    /// <summary>The same of any observables of the states, with their derivatives at fixed states.</summary>
    public static ExactMoments Finite(ChainSettings chain, bool isFlip, ReadOnlySpan<double> direction, double[][] observables, double[][]? direct) =>
        Machine.States.Finite(Theta, chain, isFlip, direction, TieRule.Mean, observables, direct);

    /// <summary>The stationary derivative of an observable along a direction.</summary>
    public static double Stationary(int observable, double[] direction) =>
        Oracles.Stationary.Slope(t => (Machine.States.LogDensity([.. Theta.Zip(direction, (theta, speed) => theta + (t * speed))]), Observables[observable]), 0);

    /// <summary>The direction of one parameter.</summary>
    public static double[] Unit(int parameter) => Machine.Unit(parameter);
}
