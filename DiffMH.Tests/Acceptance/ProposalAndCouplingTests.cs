using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>
/// N(θ, 1) in two dimensions, with every proposal of vectors under every coupling that fits it: ∂E[x₀]/∂θ₀ = 1, ∂E[x₀²]/∂θ₀ = 2θ₀,
/// ∂E[x₀]/∂θ₁ = 0. The warm-up is long enough for the start to be forgotten, so that the derivative is that of the density.
/// </summary>
public sealed class ProposalAndCouplingTests
{
    private const int Chains = 16;
    private const int Replicates = 4;
    private const string Gaussian = """{ "name": "random-walk", "scale": 1.68 }""";
    private const string Student = """{ "name": "student-t-walk", "freedom": 3, "scale": [1.2, 1.4] }""";
    private const string Laplace = """{ "name": "laplace-walk", "scale": 1.2 }""";
    private const string Box = """{ "name": "uniform-box-walk", "scale": [2.5, 3.0] }""";
    private const string Independence = """{ "name": "independence-gaussian", "mean": [0.2, 0.1], "deviation": 1.4 }""";

    private static readonly double[] Theta = [0.5, 0.25];

    [Theory]
    [InlineData(Gaussian, "coordinatewise", null)]
    [InlineData(Gaussian, "independent-residual", null)]
    [InlineData(Gaussian, "reflection", 0.5)]
    [InlineData(Student, "reflection", null)]
    [InlineData(Student, "independent-residual", null)]
    [InlineData(Student, "independent-residual", 0.5)]
    [InlineData(Laplace, "coordinatewise", null)]
    [InlineData(Laplace, "coordinatewise", 0.5)]
    [InlineData(Laplace, "independent-residual", null)]
    [InlineData(Box, "coordinatewise", null)]
    [InlineData(Box, "independent-residual", null)]
    [InlineData(Independence, "independent-residual", null)]
    [InlineData(Independence, "independent-residual", 0.5)]
    public void Gradients_of_the_moments_are_those_of_the_density(string proposal, string coupling, double? strength)
    {
        foreach (var (objective, value, exact) in new[] { ("x[0]", Theta[0], 1.0), ("x[0]^2", 1 + (Theta[0] * Theta[0]), 2 * Theta[0]) })
        {
            var result = Run(proposal, coupling, strength, objective, 8000);
            Statistically.Agrees(value, result.Objective!, objective, Chains * Replicates);
            Statistically.Agrees(exact, result.Gradient[0], $"d {objective} / d theta[0]", Chains * Replicates);
            Statistically.Agrees(0, result.Gradient[1], $"d {objective} / d theta[1]", Chains * Replicates);
            Statistically.Differs(0.5 * exact, result.Gradient[0], "half of it", Chains * Replicates);
        }
    }

    /// <summary>Without meetings the noise grows with the length of the chain: short ones, and a wide margin.</summary>
    [Theory]
    [InlineData(Gaussian, "reflection", 0.0)]
    [InlineData(Student, "common-noise", null)]
    [InlineData(Laplace, "independent", null)]
    [InlineData(Box, "common-noise", null)]
    [InlineData(Independence, "independent", null)]
    public void Gradients_are_unbiased_also_where_chains_never_meet(string proposal, string coupling, double? strength)
    {
        var result = Run(proposal, coupling, strength, "x[0]", 20, replicates: 4000);
        Statistically.Agrees(Theta[0], result.Objective!, "x[0]", Chains * 4000);
        Statistically.Agrees(1, result.Gradient[0], "d x[0] / d theta[0]", Chains * 4000);
        Statistically.Agrees(0, result.Gradient[1], "d x[0] / d theta[1]", Chains * 4000);
    }

    private static PointResult Run(string proposal, string coupling, double? strength, string objective, int draws, int replicates = Replicates) => PlainRun.Of(
        $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "proposals", "seed": {{TestSeed.Base}}, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": [{{Theta[0]:R}}, {{Theta[1]:R}}], "deviations": 1.0 } },
          "proposal": {{proposal}},
          "coupling": {{(strength is null ? $"\"{coupling}\"" : $$"""{ "name": "{{coupling}}", "strength": {{strength}} }""")}},
          "estimator": { "alternatives": 4, "wrt": ["theta"] },
          "chain": { "chains": {{Chains}}, "warmup": 60, "draws": {{draws}}, "start": "origin" },
          "objective": { "evaluate": "{{objective}}" },
          "replicates": { "count": {{replicates}} }
        }
        """).Single().Result;
}
