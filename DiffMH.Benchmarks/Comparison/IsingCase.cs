using DiffMH.Benchmarks.Models;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>What all contenders run: chains of the L × L Ising model at temperature T, started with all spins up.</summary>
/// <param name="Side">L.</param>
/// <param name="Temperature">T in units of J/k.</param>
/// <param name="Chains">How many chains, one after the other.</param>
/// <param name="Warmup">Sweeps-of-sites that are not summed.</param>
/// <param name="Sweeps">Sweeps-of-sites that are.</param>
internal sealed record IsingCase(int Side, double Temperature, int Chains, int Warmup, int Sweeps)
{
    /// <summary>Updates of primal chains in one run.</summary>
    public long Updates => (long)Chains * (Warmup + Sweeps) * Side * Side;

    /// <summary>The same for DiffMH.</summary>
    /// <param name="alternatives">M.</param>
    public IsingSweep Sweep(int alternatives) => new(Temperature, alternatives, Chains, Warmup, Sweeps) { Side = Side };
}
