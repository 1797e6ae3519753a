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
    private const string OneOfTheOthers = "residual, one of the others";
    private static readonly double[] A = Numbers("a", 1.5);
    private static readonly double[] B = Numbers("b", 2);
    private static readonly double[] C = Numbers("c", 1);
    private static readonly double[] V = Numbers("v", 3);
    private static readonly double[,] Matrix = RandomMatrix();

    public static TheoryData<Scheme, int, string> All => Cases.With("residual", "independent");

    public static TheoryData<Scheme, Pruning, int> Pruned => Cases.Pruned();

    /// <summary>With eight alternatives, or without pruning, there is room for one at each label.</summary>
    public static TheoryData<Scheme, Pruning, int> Merging
    {
        get
        {
            (Pruning Pruning, int Alternatives)[] rows = [(Pruning.Weight, 2), (Pruning.Weight, 3), (Pruning.Uniform, 2), (Pruning.Weight, 8), (Pruning.None, 1)];
            return new(Cases.Schemes.SelectMany(scheme => rows.Select(row => (scheme, row.Pruning, row.Alternatives))));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, int alternatives, string coupling)
    {
        var chain = new ChainSettings(1, 2, 15, 1, "fixed");
        var experiment = Run(scheme, alternatives, coupling, chain, 40_000);
        experiment.Agrees(0, Exact(chain, Cases.RuleOf(scheme)), $"{scheme} {alternatives} {coupling}");
    }

    [Theory]
    [InlineData(Scheme.Symmetric, 1, "residual at 0")]
    [InlineData(Scheme.Symmetric, 1, "residual at 0.5")]
    [InlineData(Scheme.Accept, 2, "residual at 0.5")]
    public void At_any_strength_of_the_coupling_moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, int alternatives, string coupling) =>
        Moments_and_derivatives_are_those_of_the_finite_chain(scheme, alternatives, coupling);

    [Theory]
    [MemberData(nameof(Pruned))]
    public void With_other_prunings_moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, Pruning pruning, int alternatives)
    {
        var chain = new ChainSettings(1, 2, 15, 1, "fixed");
        var experiment = Run(scheme, alternatives, "independent", chain, 40_000, pruning);
        experiment.Agrees(0, Exact(chain, Cases.RuleOf(scheme)), $"{scheme} {alternatives} {pruning}");
    }

    [Theory]
    [MemberData(nameof(Merging))]
    public void Where_alternatives_merge_moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, Pruning pruning, int alternatives)
    {
        var chain = new ChainSettings(1, 2, 15, 1, "fixed");
        var experiment = Run(scheme, alternatives, OneOfTheOthers, chain, 40_000, pruning);
        experiment.Agrees(0, Exact(chain, Cases.RuleOf(scheme), Others()), $"{scheme} {alternatives} {pruning}");
    }

    [Fact]
    public void Where_alternatives_merge_a_fifth_and_a_wrong_sign_would_be_seen()
    {
        const int Many = 200_000;
        var chain = new ChainSettings(1, 2, 15, 1, "fixed");
        var experiment = Run(Scheme.Symmetric, 2, OneOfTheOthers, chain, Many);
        for (var k = 0; k < 2; k++)
        {
            var exact = Exact(chain, TieRule.Mean, Others()).Slopes[k];
            Statistically.Differs(0.8 * exact, experiment.Slope(k, 0), $"a fifth of the derivative of moment {k}", Many);
            Statistically.Differs(-exact, experiment.Slope(k, 0), $"sign of the derivative of moment {k}", Many);
        }
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

    [Fact]
    public void The_covariance_identity_gives_the_stationary_derivative()
    {
        var slopes = Merged(new ChainSettings(1, 100, 2000, 1, "fixed"), 200);
        for (var k = 0; k < 2; k++)
        {
            Statistically.Agrees(StationarySlope(k), slopes[k], $"derivative of moment {k}", 200);
            Statistically.Differs(0.95 * StationarySlope(k), slopes[k], $"five per cent of moment {k}", 200);
        }

        var direct = Exact(new ChainSettings(1, 1000, 1, 1, "fixed"), TieRule.Mean).Moments[1] * 2 / Theta;
        Statistically.Differs(StationarySlope(1) - direct, slopes[1], "without the direct part", 200);
        Statistically.Differs(direct, slopes[1], "without the covariance", 200);
    }

    [Fact]
    public void On_a_short_chain_the_covariance_identity_gives_neither_the_derivative_of_the_chain_nor_the_stationary_one()
    {
        const int Many = 100_000;
        var brief = new ChainSettings(1, 0, 3, 1, "fixed");
        var slope = Merged(brief, Many)[0];
        Statistically.Agrees(CovarianceAlong(brief), slope, "covariance under the average law of the three draws", Many);
        Statistically.Differs(Exact(brief, TieRule.Mean).Slopes[0], slope, "derivative of the finite chain", Many);
        Statistically.Differs(StationarySlope(0), slope, "stationary derivative", Many);
        Statistically.Agrees(Exact(brief, TieRule.Mean).Slopes[0], Run(Scheme.Symmetric, 1, "residual", brief, Many).Slope(0, 0), "dmh on the same chains", Many);
    }

    [Theory]
    [InlineData(EstimatorMethod.Score)]
    [InlineData(EstimatorMethod.ScorePlain)]
    public void The_score_function_gives_the_derivative_of_the_finite_chain(EstimatorMethod method)
    {
        const int Many = 200_000;
        foreach (var chain in (ChainSettings[])[new(1, 0, 4, 1, "fixed"), new(1, 2, 15, 2, "fixed")])
        {
            var (slopes, exact) = (Merged(chain, Many, method), Exact(chain, TieRule.Mean));
            for (var k = 0; k < 2; k++)
            {
                Statistically.Agrees(exact.Slopes[k], slopes[k], $"{method}, {chain.Draws} draws: derivative of moment {k}", Many);
                Statistically.Differs(-exact.Slopes[k], slopes[k], $"{method}, {chain.Draws} draws: sign of moment {k}", Many);
            }

            Statistically.Differs(exact.Slopes[1] - (2 * exact.Moments[1] / Theta), slopes[1], "without the direct part", Many);
        }
    }

    [Fact]
    public void The_score_of_all_decisions_has_mean_zero_and_a_chain_s_own_mean_as_baseline_would_be_seen()
    {
        const int Many = 200_000;
        var chain = new ChainSettings(1, 0, 15, 1, "fixed");
        var settings = Settings(EstimatorMethod.Score, chain);
        var layout = settings.Layout(2);
        var task = new BatchTask(ChainPass.At(0), [.. Enumerable.Range(0, Many).Select(lane => new ReplicateSlice(lane, 0, 1, Vector.Of(Theta)))], null);
        var rows = KernelFactory.Create(Problem("residual"), settings).Run(task, new DiffMH.Engine.Runs.Unlimited()).Sums.Values.ToArray().Chunk(layout.Width).ToArray();
        var exact = Exact(chain, TieRule.Mean).Slopes[0];
        Statistically.Agrees(exact, Statistically.Mean([.. rows.Select(row => row[layout.Slopes] / chain.Draws)]), "no baseline", Many);

        Statistically.Agrees(0, Statistically.Mean([.. rows.Select(row => row[layout.Scores] / chain.Draws)]), "mean of the score of all decisions", Many);
        Statistically.Differs(exact, Statistically.Mean([.. rows.Select(row => (row[layout.Slopes] - (row[SumsLayout.Moments] * row[layout.Scores] / chain.Draws)) / chain.Draws)]), "own mean as baseline", Many);
    }

    private static LabelProblem Problem(string coupling)
    {
        object rule = coupling switch
        {
            "residual" => default(ResidualCoupling<MatrixProposal>),
            "residual at 0" => new WeakLabelCoupling<MatrixProposal, ResidualCoupling<MatrixProposal>>(0),
            "residual at 0.5" => new WeakLabelCoupling<MatrixProposal, ResidualCoupling<MatrixProposal>>(0.5),
            _ => default(IndependentLabelCoupling<MatrixProposal>),
        };
        LabelProblem problem = new(new FiveLabels(A, B, C), new FiveLabelsObservables(V), 2, (ref RandomStream _) => 3, new MatrixProposal(Matrix), rule);
        return coupling == OneOfTheOthers ? problem with { Proposal = new OtherLabel(Labels), Coupling = default(ResidualCoupling<OtherLabel>) } : problem;
    }

    private static KernelSettings Settings(EstimatorMethod method, ChainSettings chain)
    {
        var estimator = new EstimatorSettings(method, Scheme.Symmetric, Pruning.Weight, 1, ["theta"]);
        return new KernelSettings(TestSeed.Base, [.. TestSeed.Key("five covariance")], [0], estimator, chain);
    }

    private static (double Value, double Error)[] Merged(ChainSettings chain, int lanes, EstimatorMethod method = EstimatorMethod.Covariance)
    {
        var settings = Settings(method, chain);
        var experiment = new MergedExperiment(KernelFactory.Create(Problem("residual"), settings), settings.Layout(2), Vector.Of(Theta), [0], lanes);
        return [experiment.Slope(0, 0), experiment.Slope(1, 0)];
    }

    private static double StationarySlope(int observable) => Stationary.Slope(
        theta => (
            [.. Enumerable.Range(0, Labels).Select(i => A[i] + (theta * B[i]) + (theta * theta * C[i]))],
            [.. Enumerable.Range(0, Labels).Select(i => observable == 0 ? (i == 2 ? 1.0 : 0.0) : V[i] * theta * theta)]),
        Theta);

    /// <summary>Cov(f, s) of the indicator under the average law of the draws, by the transition matrix.</summary>
    private static double CovarianceAlong(ChainSettings chain)
    {
        var logDensity = Enumerable.Range(0, Labels).Select(i => A[i] + (Theta * B[i]) + (Theta * Theta * C[i])).ToArray();
        var score = Enumerable.Range(0, Labels).Select(i => B[i] + (2 * Theta * C[i])).ToArray();
        double[][] observables = [[0, 0, 1, 0, 0], score, [0, 0, score[2], 0, 0]];
        var moments = new LabelChain(Matrix, logDensity, score, TieRule.Mean).Average(3, chain.Warmup, chain.Draws, chain.Thin, observables).Moments;
        return moments[2] - (moments[0] * moments[1]);
    }

    private static LaneExperiment Run(Scheme scheme, int alternatives, string coupling, ChainSettings chain, int lanes, Pruning pruning = Pruning.Weight)
    {
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, scheme, pruning, alternatives, ["theta"]);
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key($"five {scheme} {alternatives} {coupling}")], [0], estimator, chain);
        return new LaneExperiment(KernelFactory.Create(Problem(coupling), settings), new SumsLayout(2, 1), Vector.Of(Theta), lanes);
    }

    private static ExactMoments Exact(ChainSettings chain, TieRule rule, double[,]? proposal = null)
    {
        var logDensity = Enumerable.Range(0, Labels).Select(i => A[i] + (Theta * B[i]) + (Theta * Theta * C[i])).ToArray();
        var score = Enumerable.Range(0, Labels).Select(i => B[i] + (2 * Theta * C[i])).ToArray();
        double[][] observables = [[0, 0, 1, 0, 0], [.. V.Select(v => v * Theta * Theta)]];
        double[][] direct = [[0, 0, 0, 0, 0], [.. V.Select(v => 2 * v * Theta)]];
        return new LabelChain(proposal ?? Matrix, logDensity, score, rule).Average(3, chain.Warmup, chain.Draws, chain.Thin, observables, direct);
    }

    private static double[,] Others()
    {
        var matrix = new double[Labels, Labels];
        foreach (var (from, to) in Enumerable.Range(0, Labels * Labels).Select(pair => Math.DivRem(pair, Labels)))
        {
            matrix[from, to] = from == to ? 0 : 1.0 / (Labels - 1);
        }

        return matrix;
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
