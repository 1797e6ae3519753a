using System.Globalization;
using DiffMH.Benchmarks.Models;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>Chains of the L × L Ising model at temperature T, started with all spins up.</summary>
/// <param name="Side">L.</param>
/// <param name="Temperature">T in units of J/k.</param>
internal sealed record IsingCase(int Side, double Temperature)
{
    /// <summary>Chains of a word.</summary>
    private const int Lanes = 64;

    /// <summary>Chains that numpy runs at once, enough that its overhead is shared.</summary>
    private const int NumpyChains = 256;

    /// <summary>Where E and E² stand among the model's observables.</summary>
    private static readonly int[] Energies = [0, 1];

    /// <summary>Fresh spins (and <c>same-value</c>), or flips (and <c>next-spin</c>).</summary>
    public bool Flips { get; init; }

    /// <summary>Chains of a contender that runs them one after the other.</summary>
    public int Chains { get; init; } = 64;

    /// <summary>Words of 64 chains of a contender that runs these together.</summary>
    public int Words { get; init; } = 8;

    /// <summary>Whether what people would write in Python takes part: slow, so with short chains.</summary>
    public bool InPython { get; init; }

    /// <summary>Sweeps-of-sites that are not summed.</summary>
    public int Warmup { get; init; } = 100;

    /// <summary>Sweeps-of-sites that are.</summary>
    public int Sweeps { get; init; } = 1000;

    private string Proposal => Flips ? "flip" : "uniform-spin";

    /// <summary>Who computes it.</summary>
    public ComparisonCase Of(Workshop workshop) => new(
        string.Create(CultureInfo.InvariantCulture, $"ising-2d, L = {Side}, T = {Temperature}, {Proposal}, {Sweeps} sweeps"),
        ["E", "E^2"],
        "T",
        [
            .. Scalar(workshop, "C, one alternative", 1, "coupled"),
            .. Scalar(workshop, "C, primal alone", 0, "primal"),
            .. workshop.Engine(Sweep(1, Chains), Energies),
            .. workshop.Engine(Sweep(8, Chains), Energies),
            .. workshop.Own(Sweep(1, Lanes * Words), Energies),
            .. workshop.C("C, words", 8, Updates(Lanes * Words), "ising_word", Proposal, Side, Temperature, Words, Warmup, Sweeps),
            .. Python(workshop),
        ],
        workshop.HasC);

    /// <summary>What two processors of this machine do that one does not: they may be two threads of one core, or have less room than they want.</summary>
    public ComparisonCase OnTwoProcessors(Workshop workshop) => new(
        string.Create(CultureInfo.InvariantCulture, $"ising-2d, L = {Side}, T = {Temperature}, {Proposal}, by the clock"),
        ["E", "E^2"],
        "T",
        [.. Scalar(workshop, "C, one alternative", 1, "coupled").SelectMany(program => new[] { new AtOnce(program, 1), new AtOnce(program, 2) })],
        workshop.HasC);

    private IEnumerable<IContender> Scalar(Workshop workshop, string name, int alternatives, string chains) =>
        workshop.C(name, alternatives, Updates(Chains), "ising_scalar", chains, Proposal, Side, Temperature, Chains, Warmup, Sweeps);

    private KernelSweep Sweep(int alternatives, int chains)
    {
        var model = string.Create(CultureInfo.InvariantCulture, $$"""{ "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": {{Side}}, "T": {{Temperature}} } }""");
        return new(model, $"\"{Proposal}\"", Flips ? "next-spin" : "same-value", "T", "energy") { Alternatives = alternatives, Chains = chains, Warmup = Warmup, Draws = Sweeps };
    }

    private IEnumerable<IContender> Python(Workshop workshop) => InPython
        ? [
            .. workshop.Python("numba, one alternative", Updates(Chains), "ising_numba", "numba", Side, Temperature, Chains, Warmup, Sweeps),
            .. workshop.Python("numpy, one alternative", Updates(NumpyChains), "ising_numpy", "numpy", Side, Temperature, NumpyChains, Warmup, Sweeps),
        ]
        : [];

    private long Updates(int chains) => (long)chains * (Warmup + Sweeps) * Side * Side;
}
