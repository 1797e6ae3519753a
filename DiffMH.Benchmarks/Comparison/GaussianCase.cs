using System.Globalization;
using DiffMH.Benchmarks.Models;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>Chains on N(θ, I) in d dimensions, all components of θ ½, started at the origin: a random walk with <c>reflection</c>, a derivative for each component.</summary>
/// <param name="Dimension">d, 1 or 10.</param>
/// <param name="Scale">Standard deviation of a step.</param>
/// <param name="Draws">Steps that are summed.</param>
internal sealed record GaussianCase(int Dimension, double Scale, int Draws)
{
    private const double Mean = 0.5;
    private const int Warmup = 500;

    /// <summary>Two in each of the groups that a replicate is divided into.</summary>
    private const int Chains = 2 * ChainSettings.MostGroups;

    /// <summary>Who computes it.</summary>
    public ComparisonCase Of(Workshop workshop)
    {
        var theta = string.Join(", ", Enumerable.Repeat(Mean.ToString(CultureInfo.InvariantCulture), Dimension));
        var sweep = new KernelSweep(
            $$"""{ "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": [{{theta}}], "deviations": 1, "start": 0 } }""",
            string.Create(CultureInfo.InvariantCulture, $$"""{ "name": "random-walk", "scale": {{Scale}} }"""),
            "reflection",
            "theta",
            "x[0]") { Chains = Chains, Warmup = Warmup, Draws = Draws };
        return new(
            Dimension == 1 ? "gaussian N(θ, 1)" : $"gaussian N(θ, I), d = {Dimension}",
            ["x[0]", "x[0]^2"],
            "θ[0]",
            [
                .. workshop.C("C, one alternative", 1, (long)Chains * (Warmup + Draws), "gaussian", Dimension, Mean, Scale, Chains, Warmup, Draws),
                .. workshop.LaneByLane(sweep, 0, Dimension),
                .. workshop.Engine(sweep, 0, Dimension),
                .. workshop.Engine(sweep with { Alternatives = 8 }, 0, Dimension),
            ],
            workshop.HasC);
    }
}
