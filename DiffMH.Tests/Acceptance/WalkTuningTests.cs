using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>How a random walk on N(0, 1) changes with its step σ, in sweeps, against integrals: autocovariance at lag 1, mean squared jump, rate of acceptance.</summary>
public sealed class WalkTuningTests
{
    // As published and recomputed for this project.
    [Theory]
    [InlineData(1.5, -0.13378)]
    [InlineData(2.38, -0.00375)]
    [InlineData(3, 0.02969)]
    public void The_oracle_has_the_published_slopes(double scale, double slope) => Assert.Equal(slope, new GaussianWalk(scale).AutocovarianceSlope, 5e-6);

    [Fact]
    public void The_oracle_has_the_published_optimum()
    {
        var walk = new GaussianWalk(2.4264);
        Assert.Equal(0, walk.AutocovarianceSlope, 5e-6);
        Assert.Equal(0.62790, walk.Autocovariance, 5e-6);
        Assert.Equal(0.4389, walk.Acceptance, 5e-5);
    }

    [Theory]
    [InlineData(1.5, 30)]
    [InlineData(2.38, 30)]
    [InlineData(3, 30)]
    public void A_stationary_chain_has_the_derivatives_of_the_integrals(double scale, int replicates)
    {
        var walk = new GaussianWalk(scale);
        foreach (var (objective, value, slope) in new[]
        {
            ("lag1_autocovariance", walk.Autocovariance, walk.AutocovarianceSlope),
            ("expected_squared_jump", walk.SquaredJump, walk.SquaredJumpSlope),
            ("acceptance_rate", walk.Acceptance, walk.AcceptanceSlope),
        })
        {
            var result = Sweep(scale, objective, replicates, "\"start\": \"stationary\", \"warmup\": 0, \"draws\": 2000", alternatives: 1);
            Statistically.Agrees(value, result.Objective!, objective, 16 * replicates);
            Statistically.Agrees(slope, result.Gradient[0], $"{objective} by the step", 16 * replicates);
        }
    }

    /// <summary>
    /// From the middle, tangents are (x − x₀)/σ with x₀ = 0, and an estimate scatters less than from a draw of the density. After a hundred
    /// steps the start is forgotten: the autocorrelation falls by a third with every step.
    /// </summary>
    [Theory]
    [InlineData(1.5, 110)]
    [InlineData(3, 340)]
    public void The_slope_of_the_autocovariance_is_right_to_one_per_cent(double scale, int replicates)
    {
        var exact = new GaussianWalk(scale).AutocovarianceSlope;
        var slope = Sweep(scale, "lag1_autocovariance", replicates, "\"start\": \"fixed\", \"warmup\": 100, \"draws\": 10000", alternatives: 4).Gradient[0];
        Assert.InRange(slope.Error, double.Epsilon, 0.01 * Math.Abs(exact));
        Statistically.Agrees(exact, slope, "slope", 16 * replicates);
        Statistically.Differs(0.94 * exact, slope, "six per cent", 16 * replicates);
    }

    /// <summary>Where chains meet, the step in which they do still counts; an estimator that forgets it gives −0.040 (measured: −0.0395 ± 0.0019) for −0.134.</summary>
    [Fact]
    public void An_estimate_that_forgets_the_step_in_which_chains_meet_would_be_seen()
    {
        var slope = Sweep(1.5, "lag1_autocovariance", 8, "\"start\": \"fixed\", \"warmup\": 100, \"draws\": 10000", alternatives: 4).Gradient[0];
        Statistically.Agrees(-0.13378, slope, "slope", 128);
        Statistically.Differs(-0.040, slope, "without the last step of excursions", 128);
    }

    [Fact]
    public void One_estimate_from_a_hundred_thousand_steps_scatters_by_less_than_published()
    {
        const int runs = 1000;
        const int draws = 10_000;
        var result = Sweep(2.38, "lag1_autocovariance", runs, $"\"chains\": 1, \"start\": \"fixed\", \"warmup\": 100, \"draws\": {draws}", alternatives: 1);
        var deviation = result.Gradient[0].Deviation * Math.Sqrt(draws / 1e5);
        Assert.InRange(deviation, 0.0085, 0.0105);   // recomputed for this project: .0099; published, by scheme: .0154 to .0448
    }

    private static PointResult Sweep(double scale, string objective, int replicates, string chain, int alternatives) => PlainRun.Of(
        $$"""
        {
          "apiVersion": "diffmh/v1", "kind": "Sweep", "name": "walk", "seed": {{TestSeed.Base}}, "mode": "gradient",
          "model": { "plugin": "DiffMH.Plugins.Tuning", "name": "gaussian", "parameters": { "deviations": [1] } },
          "proposal": { "name": "random-walk", "scale": {{scale:R}} }, "coupling": "reflection",
          "estimator": { "alternatives": {{alternatives}}, "wrt": ["proposal.scale"] }, "chain": { {{chain}} },
          "objective": { "evaluate": "{{objective}}" }, "replicates": { "count": {{replicates}} }
        }
        """).Single().Result;
}
