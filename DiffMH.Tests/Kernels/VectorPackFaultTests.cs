using System.Text.RegularExpressions;
using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>Eight lanes at once say of a faulty model what a single lane says, and leave to single lanes what they cannot compute.</summary>
public sealed partial class VectorPackFaultTests
{
    [Theory]
    [InlineData("density NaN")]
    [InlineData("density infinite")]
    [InlineData("score")]
    [InlineData("start")]
    [InlineData("observable")]
    [InlineData("derivative of observable")]
    public void What_is_wrong_is_said_as_by_a_single_lane(string fault)
    {
        foreach (var looksBack in (bool[])[false, true])
        {
            foreach (var parameter in (int[])[0, 1])
            {
                Assert.True(KernelOf(fault, looksBack, parameter).HasPack);
                var together = Assert.Throws<InvalidModelException>(() => Run(fault, lanes: 8, looksBack, parameter));
                var single = Assert.Throws<InvalidModelException>(() => Run(fault, lanes: 1, looksBack, parameter));
                Assert.Equal(Number().Replace(single.Message, "#"), Number().Replace(together.Message, "#"));   // it may be another lane's, which was there sooner
            }
        }
    }

    [Fact]
    public void Lanes_that_have_no_use_for_a_number_may_have_one_that_is_none() => Assert.Equal(8 * 500, Run("none", lanes: 8).Values[SumsLayout.Draws]);

    [Theory]
    [InlineData("value")]
    [InlineData("value of observable")]
    [InlineData("scalars")]
    public void A_formula_for_single_numbers_is_run_lane_by_lane(string fault)
    {
        Assert.False(KernelOf(fault).HasPack);
        Assert.Equal(Run("none", lanes: 8).Values[SumsLayout.Moments], Run(fault, lanes: 8).Values[SumsLayout.Moments]);
    }

    private static Vector Run(string fault, int lanes, bool looksBack = false, int parameter = 0)
    {
        var slices = Enumerable.Range(0, lanes).Select(replicate => new ReplicateSlice(replicate, 0, 1, Vector.Of(0, 2)));
        var rows = KernelOf(fault, looksBack, parameter).Run(new(ChainPass.At(0), [.. slices], null), new Unlimited()).Sums.Values;
        var sums = new double[rows.Length / lanes];
        for (var i = 0; i < rows.Length; i++)
        {
            sums[i % sums.Length] += rows[i];
        }

        return Vector.Of(sums);
    }

    /// <param name="fault">What is wrong.</param>
    /// <param name="looksBack">Whether the observable could look at a step.</param>
    /// <param name="parameter">The parameter a derivative is taken for: 0, the model's, or 1, the proposal's.</param>
    private static LaneByLaneKernel KernelOf(string fault, bool looksBack = false, int parameter = 0)
    {
        var problem = new VectorProblem(
            new FaultyTarget(fault),
            looksBack ? new PairObservables<LookingBack<FaultyObservables>>(new(new(fault))) : new StateObservables<FaultyObservables>(new(fault)),
            1,
            (Span<double> x, ref RandomStream _) => x.Clear(),
            new RandomWalk(new RandomWalkSettings { Scale = new(0, 1) }, 1),
            1,
            default(CommonNoiseCoupling<RandomWalk>));
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 1, ["theta"]);
        return (LaneByLaneKernel)KernelFactory.Create(problem, new(TestSeed.Base, [.. TestSeed.Key("faults")], [parameter], estimator, new(1, 10, 500, 1, "")));
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?(E-?\d+)?")]
    private static partial Regex Number();
}
