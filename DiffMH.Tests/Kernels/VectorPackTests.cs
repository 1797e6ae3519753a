using System.Collections.Immutable;
using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Kernels;

/// <summary>Eight lanes at once give the bits of lanes one by one, and count the same evaluations.</summary>
public sealed class VectorPackTests
{
    private static readonly ChainSettings Chain = new(10, 7, 120, 1, "start");

    public static TheoryData<Scheme, Pruning, int> Alternatives
    {
        get
        {
            var all = new TheoryData<Scheme, Pruning, int>();
            foreach (var scheme in Enum.GetValues<Scheme>())
            {
                foreach (var places in (int[])[1, 2, 5])
                {
                    all.Add(scheme, Pruning.Weight, places);
                    all.Add(scheme, Pruning.Uniform, places);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Alternatives))]
    public void With_every_scheme_and_pruning(Scheme scheme, Pruning pruning, int alternatives)
    {
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, scheme, pruning, alternatives, ["a", "b"]);
        ImmutableArray<int> wrt = scheme == Scheme.OneSided ? [0] : [0, 1];
        AssertEqual<ReflectionCoupling<RandomWalk>>(1, new(TestSeed.Base, [.. TestSeed.Key("pack")], wrt, estimator, Chain));
        AssertEqual<ReflectionCoupling<RandomWalk>>(3, new(TestSeed.Base, [.. TestSeed.Key("pack")], wrt, estimator, Chain));
    }

    [Theory]
    [MemberData(nameof(Alternatives))]
    public void With_parameters_of_the_proposal_and_observables_of_a_step(Scheme scheme, Pruning pruning, int alternatives)
    {
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, scheme, pruning, alternatives, ["scale"]);
        ImmutableArray<int> wrt = scheme == Scheme.OneSided ? [2] : [2, 1, 3];
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key("pack")], wrt, estimator, Chain);
        AssertEqual(Problem<ReflectionCoupling<RandomWalk>, PairObservables<RidgeMoves>>(2), settings);
        AssertEqual(Problem<ReflectionCoupling<RandomWalk>, PairObservables<RidgeMoves>>(2), settings with { Wrt = [0], Chain = new(10, 3, 60, 2, "start") });
        AssertEqual(Problem<ReflectionCoupling<RandomWalk>, PairObservables<RidgeMoves>>(2), settings with { Wrt = scheme == Scheme.OneSided ? [1] : [0, 1] });
        AssertEqual(Problem<ReflectionCoupling<RandomWalk>, StateObservables<RidgeObservables>>(2), settings);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(10, 4)]
    public void With_every_coupling(int dimension, int alternatives)
    {
        AssertEqual<ReflectionCoupling<RandomWalk>>(dimension, SettingsOf(alternatives, Chain));
        AssertEqual<CommonNoiseCoupling<RandomWalk>>(dimension, SettingsOf(alternatives, Chain));
        AssertEqual<IndependentVectorCoupling<RandomWalk>>(dimension, SettingsOf(alternatives, Chain));
    }

    [Theory]
    [InlineData(4, 1, 1)]
    [InlineData(0, 2, 1)]
    [InlineData(100, 1, 3)]
    [InlineData(3, 50, 7)]
    [InlineData(0, 10_000, 1)]
    public void With_chains_of_any_length(int warmup, int draws, int thin) => AssertEqual<ReflectionCoupling<RandomWalk>>(1, SettingsOf(1, new(10, warmup, draws, thin, "start")));

    [Fact]
    public void Without_alternatives() =>
        AssertEqual<ReflectionCoupling<RandomWalk>>(2, new(TestSeed.Base, [.. TestSeed.Key("pack")], [0], new(EstimatorMethod.FiniteDifference, Scheme.Symmetric, Pruning.Weight, 1, ["a"]), Chain));

    [Theory]
    [InlineData(1, true, true)]
    [InlineData(3, true, true)]
    [InlineData(1, true, false)]
    [InlineData(1, false, true)]
    public void After_interruptions_and_on_machines_that_prefer_single_lanes_in_between(int alternatives, bool isFasterHere, bool isFasterThere)
    {
        AssertEqualWithInterruptions(Problem<ReflectionCoupling<RandomWalk>, StateObservables<RidgeObservables>>(2), SettingsOf(alternatives, Chain), isFasterHere, isFasterThere);
        AssertEqualWithInterruptions(Problem<ReflectionCoupling<RandomWalk>, PairObservables<RidgeMoves>>(2), SettingsOf(alternatives, Chain) with { Wrt = [0, 3] }, isFasterHere, isFasterThere);
    }

    [Theory]
    [InlineData(Scheme.Symmetric)]
    [InlineData(Scheme.Accept)]
    public void With_one_alternative_and_observables_that_do_not_name_the_parameters(Scheme scheme)
    {
        var problem = Problem<ReflectionCoupling<RandomWalk>, StateObservables<Coordinates>>(2);
        var settings = SettingsOf(1, Chain) with { Estimator = new(EstimatorMethod.Dmh, scheme, Pruning.Weight, 1, ["a", "b"]) };
        Assert.True(VectorPair<RidgeTarget, RandomWalk, ReflectionCoupling<RandomWalk>, StateObservables<Coordinates>>.Suits(problem, settings));
        AssertEqual(problem, settings);
        AssertEqualWithInterruptions(problem, settings, isFasterHere: false, isFasterThere: false);
        AssertEqualWithInterruptions(problem, settings, isFasterHere: true, isFasterThere: false);
    }

    [Theory]
    [MemberData(nameof(ShippedSweepTests.Files), MemberType = typeof(ShippedSweepTests))]
    public void With_the_models_of_shipped_sweeps(string file)
    {
        foreach (var point in ShippedSweepTests.Load(file).Points.DistinctBy(point => (point.Model, point.Proposal, point.Coupling)))
        {
            // Thirteen chains are thirteen groups: in one batch a pack of eight and one of five, alone each a batch of a single lane.
            var spec = point with { Chain = point.Chain with { Chains = 13, Warmup = 5, Draws = 50, Thin = 1 } };
            var model = ShippedSweepTests.Catalogue.Bind(spec);
            if (model.CreateKernel() is LaneByLaneKernel { HasPack: true } kernel)
            {
                var together = kernel.Run(TaskOf(0, 13), new Unlimited());
                var single = Enumerable.Range(0, 13).SelectMany(group => kernel.Run(TaskOf(group, 1), new Unlimited()).Sums.Values.ToArray());
                Assert.Equal(Vector.Of([.. single]), together.Sums);
            }

            BatchTask TaskOf(int first, int groups) => new(ChainPass.At(0), [new(3, first, groups, model.Theta.Initial)], null);
        }
    }

    [Fact]
    public void Shipped_sweeps_have_some() => Assert.Equal(
        [
            "contamination.yaml", "dimension-mixture.yaml", "gaussian-mean.yaml", "mixture-couplings.yaml", "proposal-shapes.yaml", "sensitivity-regression.yaml", "sensitivity.yaml",
            "tuning-1d.yaml", "tuning-cholesky.yaml", "tuning-diagonal.yaml", "tuning-log.yaml",
        ],
        ShippedSweepTests.Files.Select(row => row.Data).Where(file => ShippedSweepTests.Load(file).Points.Any(point => ShippedSweepTests.Catalogue.Bind(point).CreateKernel() is LaneByLaneKernel { HasPack: true })).Order(StringComparer.Ordinal));

    private static void AssertEqual<TCoupling>(int dimension, KernelSettings settings)
        where TCoupling : struct, IVectorCoupling<RandomWalk> => AssertEqual(Problem<TCoupling, StateObservables<RidgeObservables>>(dimension), settings);

    private static void AssertEqual(VectorProblem problem, KernelSettings settings)
    {
        Assert.True(Assert.IsType<LaneByLaneKernel>(KernelFactory.Create(problem, settings)).HasPack);
        var single = Kernel(problem, settings, isFasterTogether: false).Run(Task(null), new Unlimited());
        var together = Kernel(problem, settings, isFasterTogether: true).Run(Task(null), new Unlimited());
        Assert.True(single.Sums.Values[SumsLayout.Accepted] > 0);
        Assert.Equal(single.Sums, together.Sums);
        Assert.Equal(single.Updates, together.Updates);
        Assert.Equal(single.Evaluations, together.Evaluations);
    }

    private static void AssertEqualWithInterruptions(VectorProblem problem, KernelSettings settings, bool isFasterHere, bool isFasterThere)
    {
        var whole = Kernel(problem, settings, isFasterTogether: false).Run(Task(null), new Unlimited());
        BatchOutcome? outcome = null;
        var (calls, updates, evaluations) = (0, 0L, 0L);
        do
        {
            outcome = Kernel(problem, settings, calls % 2 == 0 ? isFasterHere : isFasterThere).Run(Task(outcome?.Continuation), new Impatient());
            (calls, updates, evaluations) = (calls + 1, updates + outcome.Updates, evaluations + outcome.Evaluations);
        }
        while (outcome.Continuation is not null);
        Assert.InRange(calls, 10, 40);
        Assert.Equal(whole.Sums, outcome.Sums);
        Assert.Equal(whole.Updates, updates);
        Assert.InRange(evaluations - whole.Evaluations, 0, calls * 8 * 2);   // scores are not kept across an interruption
    }

    private static LaneByLaneKernel Kernel(VectorProblem problem, KernelSettings settings, bool isFasterTogether) =>
        new(KernelFactory.Lane(problem, settings), settings.Layout(2), settings, new PackOn(isFasterTogether, VectorPacks.Of(problem, settings)!));

    private static VectorProblem Problem<TCoupling, TObservables>(int dimension)
        where TCoupling : struct
        where TObservables : struct, ITransitionObservables => new(
        new RidgeTarget(dimension),
        default(TObservables),
        2,
        (Span<double> x, ref RandomStream stream) => x.Fill(stream.NextUniform()),
        new RandomWalk(new RandomWalkSettings { Scale = new(0, dimension) }, dimension),
        2,
        default(TCoupling));

    private static KernelSettings SettingsOf(int alternatives, ChainSettings chain) =>
        new(TestSeed.Base, [.. TestSeed.Key("pack")], [0, 1], new(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, alternatives, ["a", "b"]), chain);

    /// <summary>Three replicates with a θ of their own: 13 lanes, so that a pack has lanes of several, and five are left over.</summary>
    private static BatchTask Task(byte[]? continuation) => new(ChainPass.At(2), [SliceOf(0, 2), SliceOf(1, 1), SliceOf(5, 10)], continuation);

    private static ReplicateSlice SliceOf(int replicate, int groups) =>
        new(replicate, 0, groups, Vector.Of([0.1 * replicate, 1 + (0.2 * replicate), .. Enumerable.Repeat(1.2 + (0.1 * replicate), 10)]));

    private readonly struct Coordinates : IVectorObservables
    {
        public bool IsContinuous => true;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => (values[0], values[1]) = (x[0], x[1] * x[1]);
    }
}
