using System.Globalization;
using DiffMH.Benchmarks.Models;

namespace DiffMH.Benchmarks.Comparison;

/// <summary>Chains on the label of an observation of a mixture of three Gaussians (arXiv:2306.07961): one of the others, <c>residual</c>.</summary>
/// <param name="Observation">θ.</param>
/// <param name="Chains">Chains, one after the other.</param>
/// <param name="Draws">Steps that are summed.</param>
internal sealed record MixtureCase(double Observation, int Chains, int Draws)
{
    private const int Warmup = 50;

    /// <summary>Who computes it.</summary>
    public ComparisonCase Of(Workshop workshop)
    {
        var model = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{ "plugin": "DiffMH.Plugins.Mixture", "name": "mixture-label", "parameters": { "observation": {{Observation}}, "means": [-2.5, 2, 5], "deviations": 4 } }""");
        var sweep = new KernelSweep(model, "\"other-label\"", "residual", "observation", "is_1") { Chains = Chains, Warmup = Warmup, Draws = Draws };
        return new(
            "mixture-label, 3 labels",
            ["P(1)", "P(2)"],
            "observation",
            [
                .. workshop.C("C, one alternative", 1, (long)Chains * (Warmup + Draws), "mixture", Observation, Chains, Warmup, Draws),
                .. workshop.Engine(sweep, 0, 1),
                .. workshop.Engine(sweep with { Alternatives = 4 }, 0, 1),
            ],
            workshop.HasC);
    }
}
