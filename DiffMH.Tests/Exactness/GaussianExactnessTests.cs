using System.Globalization;
using DiffMH.Tests.Acceptance;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>Few steps of a chain on N(θ, 1), where no coupling has time to meet: gradients are those of the finite chain all the same.</summary>
public sealed class GaussianExactnessTests
{
    private const double Theta = 0.5;
    private const double Scale = 1.25;
    private const double Spacing = 0.025;
    private const int Draws = 8;
    private const int Chains = 2000;
    private const int Replicates = 64;

    [Theory]
    [InlineData("common-noise", "symmetric", 1)]
    [InlineData("common-noise", "accept", 4)]
    [InlineData("independent", "symmetric", 1)]
    [InlineData("independent", "accept", 4)]
    [InlineData("reflection", "symmetric", 1)]
    [InlineData("reflection", "accept", 4)]
    public void The_gradient_of_a_short_chain_is_exact_under_every_coupling(string coupling, string scheme, int alternatives)
    {
        foreach (var (objective, f) in new (string, Func<double, double>)[] { ("x[0]", x => x), ("x[0]^2", x => x * x) })
        {
            var (value, slope) = new GaussianChain(Theta, Scale, start: 0, Spacing).Average(Draws, f);
            var result = PlainRun.Of(string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {
                  "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "short", "seed": {{TestSeed.Base}}, "mode": "gradient",
                  "model": { "plugin": "DiffMH.Plugins.Gaussian", "name": "gaussian", "parameters": { "theta": [{{Theta}}], "deviations": 1 } },
                  "proposal": { "name": "random-walk", "scale": {{Scale}} }, "coupling": "{{coupling}}",
                  "estimator": { "scheme": "{{scheme}}", "alternatives": {{alternatives}}, "wrt": ["theta"] },
                  "chain": { "chains": {{Chains}}, "warmup": 0, "draws": {{Draws}}, "start": "origin" },
                  "objective": { "evaluate": "{{objective}}" },
                  "replicates": { "count": {{Replicates}} }
                }
                """)).Single().Result;
            var what = $"{coupling}, {scheme}: d {objective} / d theta";
            Statistically.Agrees(value, result.Objective!, objective, Chains * Replicates);
            Statistically.Agrees(slope, result.Gradient[0], what, Chains * Replicates);
            Statistically.Differs(0.9 * slope, result.Gradient[0], $"{what}, ten per cent", Chains * Replicates);
            Statistically.Differs(objective == "x[0]" ? 1 : 2 * Theta, result.Gradient[0], $"{what}, the stationary one", Chains * Replicates);
        }
    }

    [Fact]
    public void The_exact_chain_forgets_its_start_and_its_grid()
    {
        var (mean, slope) = new GaussianChain(Theta, Scale, start: 0, 0.05).Average(Draws, x => x);
        var (fineMean, fineSlope) = new GaussianChain(Theta, Scale, start: 0, Spacing).Average(Draws, x => x);
        Assert.InRange(mean - fineMean, -1e-4, 1e-4);
        Assert.InRange(slope - fineSlope, -1e-4, 1e-4);

        // Averages of 800 draws are within a per cent or two of the stationary 0.5 and 1.
        var (late, lateSlope) = new GaussianChain(Theta, Scale, start: 0, 0.1).Average(800, x => x);
        Assert.InRange(late, 0.98 * Theta, 1.005 * Theta);
        Assert.InRange(lateSlope, 0.98, 1.005);
    }
}
