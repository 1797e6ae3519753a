using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>A five-label target with random numbers and a random, asymmetric proposal matrix.</summary>
public sealed class RandomTargetExactnessTests
{
    private const double Theta = 0.7;
    private const int Labels = 5;
    private static readonly double[] A = Numbers("a", 1.5);
    private static readonly double[] B = Numbers("b", 2);
    private static readonly double[] C = Numbers("c", 1);
    private static readonly double[] V = Numbers("v", 3);
    private static readonly double[,] Matrix = RandomMatrix();

    public static TheoryData<Scheme, int, string> All => Cases.With("residual", "independent");

    public static TheoryData<Scheme, Pruning, int> Pruned => Cases.Pruned();

    [Theory]
    [MemberData(nameof(All))]
    public void Moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, int alternatives, string coupling)
    {
        var chain = new ChainSettings(1, 2, 15, 1, "fixed");
        var experiment = Run(scheme, alternatives, coupling, chain, 40_000);
        experiment.Agrees(0, Exact(chain, Cases.RuleOf(scheme)), $"{scheme} {alternatives} {coupling}");
    }

    [Theory]
    [MemberData(nameof(Pruned))]
    public void With_other_prunings_moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, Pruning pruning, int alternatives)
    {
        var chain = new ChainSettings(1, 2, 15, 1, "fixed");
        var experiment = Run(scheme, alternatives, "independent", chain, 40_000, pruning);
        experiment.Agrees(0, Exact(chain, Cases.RuleOf(scheme)), $"{scheme} {alternatives} {pruning}");
    }

    [Fact]
    public void A_direct_dependence_of_the_observable_that_is_left_out_would_be_seen()
    {
        var chain = new ChainSettings(1, 2, 15, 1, "fixed");
        var slope = Run(Scheme.Symmetric, 1, "residual", chain, 40_000).Slope(1, 0);
        var exact = Exact(chain, TieRule.Mean);
        Statistically.Agrees(exact.Slopes[1], slope, "slope", 40_000);
        Statistically.Differs(exact.Slopes[1] - (2 * exact.Moments[1] / Theta), slope, "without the direct part", 40_000);
    }

    private static LaneExperiment Run(Scheme scheme, int alternatives, string coupling, ChainSettings chain, int lanes, Pruning pruning = Pruning.Weight)
    {
        var type = coupling == "residual" ? typeof(ResidualCoupling<MatrixProposal>) : typeof(IndependentLabelCoupling<MatrixProposal>);
        var problem = new LabelProblem(new FiveLabels(A, B, C), new FiveLabelsObservables(V), 2, (ref RandomStream _) => 3, new MatrixProposal(Matrix), type);
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, scheme, pruning, alternatives, ["theta"]);
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key($"five {scheme} {alternatives} {coupling}")], [0], estimator, chain);
        return new LaneExperiment(KernelFactory.Create(problem, settings), new SumsLayout(2, 1), Vector.Of(Theta), lanes);
    }

    private static ExactMoments Exact(ChainSettings chain, TieRule rule)
    {
        var logDensity = Enumerable.Range(0, Labels).Select(i => A[i] + (Theta * B[i]) + (Theta * Theta * C[i])).ToArray();
        var score = Enumerable.Range(0, Labels).Select(i => B[i] + (2 * Theta * C[i])).ToArray();
        double[][] observables = [[0, 0, 1, 0, 0], [.. V.Select(v => v * Theta * Theta)]];
        double[][] direct = [[0, 0, 0, 0, 0], [.. V.Select(v => 2 * v * Theta)]];
        return new LabelChain(Matrix, logDensity, score, rule).Average(3, chain.Warmup, chain.Draws, chain.Thin, observables, direct);
    }

    private static double[] Numbers(string name, double scale)
    {
        var stream = RandomSource.For(1, TestSeed.Key($"five labels: {name}"), 0).Open(0, ChainPass.At(0), StreamRole.Primal);
        return [.. Enumerable.Range(0, Labels).Select(_ => scale * (stream.NextUniform() - 0.5))];
    }

    private static double[,] RandomMatrix()
    {
        var matrix = new double[Labels, Labels];
        for (var i = 0; i < Labels; i++)
        {
            var row = Numbers($"row {i}", 1).Select(number => number + 0.5).ToArray();
            for (var j = 0; j < Labels; j++)
            {
                matrix[i, j] = row[j] / row.Sum();
            }
        }

        return matrix;
    }
}
