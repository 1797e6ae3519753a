using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>One evaluation of the square Ising model: J = 1, h = 0, cold start, random order, fresh spins, eight alternatives.</summary>
/// <param name="L">The side.</param>
/// <param name="T">The temperature.</param>
/// <param name="Replicates">Replicates of the given chains.</param>
/// <param name="Chains">Chains of a replicate.</param>
/// <param name="Warmup">Sweeps of the lattice before the first draw.</param>
/// <param name="Draws">Draws of each chain, one for each sweep.</param>
/// <param name="Scheme">The weighting scheme, as in a sweep file; means nothing with another method.</param>
/// <param name="Method">The estimator, as in a sweep file.</param>
internal sealed record IsingPass(int L, double T, int Replicates, int Chains, int Warmup, int Draws, string Scheme = "symmetric", string Method = "dmh")
{
    private string Estimator => Method == "dmh"
        ? $$"""
        "coupling": "same-value", "estimator": { "scheme": "{{Scheme}}", "alternatives": 8, "wrt": ["T"] }
        """
        : $$"""
        "estimator": { "method": "{{Method}}", "wrt": ["T"] }
        """;

    /// <summary>Runs it.</summary>
    public LocalPointOutcome Run() => PlainRun.Of(
        $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "ising", "seed": {{TestSeed.Base}}, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Ising", "name": "ising-2d", "parameters": { "L": {{L}}, "T": {{T:R}}, "J": 1.0, "h": 0.0 } },
          "proposal": "uniform-spin", {{Estimator}},
          "chain": { "chains": {{Chains}}, "warmup": {{Warmup}}, "draws": {{Draws}}, "start": "cold" },
          "objective": { "evaluate": "specific_heat" },
          "replicates": { "count": {{Replicates}} }
        }
        """).Single();
}
