using DiffMH.Client.Sweeps;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Acceptance;

/// <summary>The shipped sweep for the most ambiguous observation finds it.</summary>
public sealed class MixtureOptimumTests
{
    // Where the entropy of the posterior is largest, and how large: the root of its derivative in closed form, in double precision.
    private const double Observation = 1.066080535439861;
    private const double Entropy = 1.077776097047874;

    [Fact]
    public void Gradient_ascent_ends_at_the_most_ambiguous_observation()
    {
        var result = Run();
        var (observation, entropy) = (result.Parameters[0], result.Objective!);
        Assert.True(Math.Abs(observation.Value - Observation) <= 0.02 + (4 * observation.Error), $"observation {observation}");
        Assert.True(Math.Abs(entropy.Value - Entropy) <= 0.001 + (4 * entropy.Error), $"entropy {entropy}");
        Assert.InRange(observation.Error, double.Epsilon, 0.01);
        Assert.InRange(entropy.Error, double.Epsilon, 0.001);
    }

    [Fact]
    public void An_ascent_that_has_not_converged_would_be_seen()
    {
        var observation = Run("optimizer.iterations=100").Parameters[0];
        Assert.True(Math.Abs(observation.Value - Observation) > 0.02 + (4 * observation.Error), $"observation {observation}");
    }

    private static PointResult Run(params string[] overrides)
    {
        const string Name = "gmm-ambiguity.yaml";
        var loading = SweepLoader.Load(Name, File.ReadAllText(Path.Combine(Repository.Root, "sweeps", Name)), [.. overrides, $"seed={TestSeed.Base}"], BuiltPlugins.Catalogue);
        Assert.Empty(loading.Errors);
        return PlainRun.Of(loading.Sweep!).Single().Result;
    }
}
