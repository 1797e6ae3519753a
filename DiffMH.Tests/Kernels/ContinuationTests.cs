using System.Collections.Immutable;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Exactness;

namespace DiffMH.Tests.Kernels;

/// <summary>A batch that is interrupted and continued elsewhere gives the bits of one that is not.</summary>
public sealed class ContinuationTests
{
    private static readonly ChainSettings Labels = new(5, 100, 60_000, 1, "first");
    private static readonly ChainSettings Vectors = new(5, 10, 30, 2, "fixed");
    private static readonly ChainSettings Sites = new(5, 10, 6_000, 1, "cold");

    [Fact]
    public void A_label_batch() => AssertContinues(PointOf.Mixture(0.4, Scheme.Symmetric, 3, "independent", Labels, "observation"), 4);

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void A_label_batch_whose_alternatives_merge(int alternatives) =>
        AssertContinues(PointOf.Label("""{"observation":0.4,"means":[-2.5,-1,0.5,2,5],"deviations":4}""", Scheme.Symmetric, alternatives, Labels, "observation", "deviations"), 4);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_label_batch_with_one_alternative(int thin) =>
        AssertContinues(PointOf.Mixture(0.4, Scheme.Symmetric, 1, "independent", Labels with { Draws = 60_000 / thin, Thin = thin }, "observation", "deviations"), 4);

    [Fact]
    public void A_site_batch_in_words() => AssertContinues(PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "same-value", Scheme.Symmetric, 8, Sites, "T"), 4);

    [Fact]
    public void A_site_batch_chain_by_chain() => AssertContinues(PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "independent", Scheme.Symmetric, 2, Sites, "T"), 4);

    [Fact]
    public void A_vector_batch_with_parameters_of_target_and_proposal() =>
        AssertContinues(PointOf.Mean(0.5, 1.5, Scheme.Symmetric, 3, "reflection", Vectors with { Start = "origin" }, "theta[0]", "proposal.scale[0]"), 4);

    [Theory]
    [InlineData("coordinatewise")]   // by lanes, each a pair of chains
    [InlineData("reflection")]
    public void A_vector_batch_with_one_alternative(string coupling) =>
        AssertContinues(PointOf.Mean(0.5, 1.5, Scheme.Symmetric, 1, coupling, Vectors with { Start = "origin" }, "theta[0]"), 4);

    [Fact]
    public void A_vector_batch_of_consecutive_states() => AssertContinues(PointOf.Walk(1.5, 1, Scheme.Symmetric, 3, "reflection", Vectors), 4);

    [Theory]
    [InlineData(null)]
    [InlineData(0.5)]
    public void A_site_batch_that_swaps_sites(double? strength) =>
        AssertContinues(PointOf.Ising(4, (2.3, 1, 0), "flip", "random", "site-swap", Scheme.Symmetric, 8, Sites with { Draws = 3000 }, "T").AtStrength(strength), 2);

    [Theory]
    [InlineData(Pruning.Uniform)]
    [InlineData(Pruning.None)]
    public void With_other_prunings(Pruning pruning)
    {
        AssertContinues(PointOf.Mixture(0.4, Scheme.Symmetric, 3, "independent", Labels, "observation").With(pruning), 4);
        AssertContinues(PointOf.Ising(4, (1.8, 1, 0), "uniform-spin", "random", "independent", Scheme.Symmetric, 2, Sites with { Draws = 3000 }, "T").With(pruning), 2);
        AssertContinues(PointOf.Ising(4, (2.3, 1, 0), "flip", "random", "site-swap", Scheme.Symmetric, 2, Sites with { Draws = 3000 }, "T").With(pruning), 2);
    }

    [Fact]
    public void With_the_covariance_identity()
    {
        AssertContinues(PointOf.Mixture(0.4, Scheme.Symmetric, 1, "residual", Labels, "observation").With(EstimatorMethod.Covariance), 4);
        AssertContinues(PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "same-value", Scheme.Symmetric, 1, Sites with { Start = "hot" }, "T").With(EstimatorMethod.Covariance), 2);
        AssertContinues(PointOf.Ising(4, (2.3, 1, 0), "uniform-spin", "random", "independent", Scheme.Symmetric, 1, Sites with { Start = "hot" }, "T").With(EstimatorMethod.Covariance), 2);
    }

    [Theory]
    [InlineData(EstimatorMethod.Score)]
    [InlineData(EstimatorMethod.ScorePlain)]
    public void With_the_score_function(EstimatorMethod method)
    {
        AssertContinues(PointOf.Mixture(0.4, Scheme.Symmetric, 1, "residual", Labels, "observation").With(method), 4);
        AssertContinues(PointOf.Ising(4, (2.3, 1, 0.3), "uniform-spin", "random", "same-value", Scheme.Symmetric, 1, Sites with { Start = "hot" }, "T", "h").With(method), 2);
    }

    private static void AssertContinues(PointModel model, int fewestCalls)
    {
        ImmutableArray<ReplicateSlice> slices = [new(0, 3, 2, model.Theta.Initial), new(4, 0, 5, model.Theta.Initial)];
        var whole = model.CreateKernel().Run(new BatchTask(ChainPass.At(3), slices, null), new Unlimited());
        var part = model.CreateKernel().Run(new BatchTask(ChainPass.At(3), slices, null), new Impatient());
        var (calls, updates) = (1, part.Updates);
        while (part.Continuation is not null)
        {
            Assert.Equal(0, part.Sums.Count);
            part = model.CreateKernel().Run(new BatchTask(ChainPass.At(3), slices, part.Continuation), new Impatient());
            (calls, updates) = (calls + 1, updates + part.Updates);
        }

        Assert.InRange(calls, fewestCalls, 100);
        Assert.Equal(whole.Updates, updates);
        Assert.Equal(whole.Sums, part.Sums);
    }
}
