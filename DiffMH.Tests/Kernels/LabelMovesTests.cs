using DiffMH.Engine.Kernels;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>A move from the table is the move evaluated: thresholds, masses and weights of all moves, to the bit.</summary>
public sealed class LabelMovesTests
{
    private static readonly double[,] Matrix =
    {
        { 0.125, 0.25, 0.25, 0.125, 0.25 },
        { 0.5, 0, 0.25, 0, 0.25 },
        { 0.25, 0.125, 0.25, 0.125, 0.25 },
        { 0, 0.25, 0, 0.5, 0.25 },
        { 0.25, 0.25, 0.25, 0.25, 0 },
    };

    [Theory]
    [InlineData(Scheme.Symmetric, Pruning.Weight)]
    [InlineData(Scheme.Symmetric, Pruning.Uniform)]
    [InlineData(Scheme.OneSided, Pruning.Weight)]
    [InlineData(Scheme.Accept, Pruning.Weight)]
    [InlineData(Scheme.Reject, Pruning.Weight)]
    public void Tabulated_moves_are_evaluated_ones(Scheme scheme, Pruning pruning)
    {
        var (tabulated, evaluated) = (Moves(scheme, pruning, draws: 200), Moves(scheme, pruning, draws: 199));
        foreach (var (from, to) in Enumerable.Range(0, 25).Select(pair => Math.DivRem(pair, 5)))
        {
            Assert.Equal(evaluated.Threshold(from, to), tabulated.Threshold(from, to));
            Assert.Equal(tabulated.Thresholds[(5 * from) + to], tabulated.Threshold(from, to));
            foreach (var accepted in new[] { false, true })
            {
                Assert.Equal(evaluated.Mass(from, to, accepted), tabulated.Mass(from, to, accepted));
                Assert.Equal(evaluated.Weight(from, to, accepted).ToArray(), tabulated.Weight(from, to, accepted).ToArray());
            }
        }
    }

    [Fact]
    public void A_threshold_is_the_ratio_of_densities_and_proposals_and_a_mass_the_size_of_the_weight()
    {
        var moves = Moves(Scheme.Symmetric, Pruning.Weight, draws: 200);
        var ratio = Math.Exp((-0.5 - (0.7 * 0.4)) - (0.25 + (0.4 * 0.4))) * 0.5 / 0.25;   // from label 0 to label 1
        Assert.Equal(ratio, moves.Threshold(0, 1) * Math.Pow(2, -53), 1e-15);
        Assert.Equal(1L << 53, moves.Threshold(1, 0));
        Assert.Equal(-ratio * (-0.7 - 0.8), moves.Weight(0, 1, accepted: true)[0], 1e-15);
        Assert.Equal(1.5 * ratio, moves.Mass(0, 1, accepted: false), 1e-15);
        Assert.Equal(0, moves.Mass(1, 0, accepted: true));
    }

    private static LabelMoves<MatrixProposal> Moves(Scheme scheme, Pruning pruning, int draws)
    {
        var target = new FiveLabels([0.25, -0.5, 0, 1, -1], [0, -0.7, 0.5, 0.1, 1], [1, 0, 0.3, -0.2, 0]);
        var problem = new LabelProblem(target, new FiveLabelsObservables([1, 2, 3, 4, 5]), 2, (ref RandomStream _) => 0, new MatrixProposal(Matrix), default(object)!);
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key("moves")], [0], new(EstimatorMethod.Dmh, scheme, pruning, 1, ["theta"]), new(1, 0, draws, 1, ""));
        return new(new LabelTable(problem, [0.4], [0]), 5, new MatrixProposal(Matrix), settings);
    }
}
