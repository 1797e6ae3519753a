using System.Collections.Immutable;
using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>
/// A chain on vectors with one alternative, both in one loop, has the bits of the loop for any number of alternatives. One observable more,
/// θ itself, makes a lane take that loop, for its derivative is added to the same sums; the others must not notice.
/// </summary>
public sealed class VectorPairTests
{
    /// <summary>Observables of both: x₀, its square, and the sum of all coordinates.</summary>
    private const int Shared = 3;

    [Theory]
    [InlineData(Scheme.Symmetric, Pruning.Weight, 1, 1, 1)]
    [InlineData(Scheme.Symmetric, Pruning.Weight, 2, 3, 1)]
    [InlineData(Scheme.Symmetric, Pruning.Uniform, 2, 1, 3)]
    [InlineData(Scheme.OneSided, Pruning.Weight, 1, 1, 1)]
    [InlineData(Scheme.Accept, Pruning.Weight, 2, 2, 1)]
    [InlineData(Scheme.Reject, Pruning.Uniform, 1, 2, 2)]
    public void It_has_the_bits_of_a_lane_of_many(Scheme scheme, Pruning pruning, int parameters, int dimension, int thin)
    {
        var target = new RidgeTarget(dimension);
        AssertSame<RidgeTarget, ReflectionCoupling<RandomWalk>>(target, scheme, pruning, parameters, thin);
        AssertSame<RidgeTarget, IndependentResidualCoupling<RandomWalk>>(target, scheme, pruning, parameters, thin);
        AssertSame<RidgeTarget, CoordinatewiseCoupling<RandomWalk>>(target, scheme, pruning, parameters, thin);
    }

    [Fact]
    public void So_it_has_where_scores_are_so_far_apart_that_a_weight_is_no_number() =>
        AssertSame<Cliff, ReflectionCoupling<RandomWalk>>(default, Scheme.Symmetric, Pruning.Weight, parameters: 2, thin: 1);

    private static void AssertSame<TTarget, TCoupling>(TTarget target, Scheme scheme, Pruning pruning, int parameters, int thin)
        where TTarget : struct, IVectorTarget
        where TCoupling : struct, IVectorCoupling<RandomWalk>
    {
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, scheme, pruning, 1, ["a", "b"]);
        ImmutableArray<int> wrt = [.. Enumerable.Range(0, parameters)];
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key("vector pair")], wrt, estimator, new(2, 77, 2000, thin, ""));
        var (pair, many) = (Run(Shared), Run(Shared + 1));
        Assert.True(pair[$"{SumsLayout.Recoupled}"] > 20, "Too few excursions to compare.");
        Assert.All(pair, sum => Assert.True(double.IsFinite(sum.Value), $"Sum {sum.Key} is {sum.Value}."));
        Assert.All(pair, sum => Assert.Equal((sum.Key, BitConverter.DoubleToInt64Bits(many[sum.Key])), (sum.Key, BitConverter.DoubleToInt64Bits(sum.Value))));

        Dictionary<string, double> Run(int observables)
        {
            var problem = new VectorProblem(
                target,
                default(StateObservables<Observables>),
                observables,
                (Span<double> x, ref RandomStream stream) => x.Fill(stream.NextUniform()),
                new RandomWalk(new RandomWalkSettings { Scale = new(0, 1) }, target.Dimension),
                2,
                default(TCoupling));
            Assert.Equal(observables == Shared, VectorPair<TTarget, RandomWalk, TCoupling, StateObservables<Observables>>.Suits(problem, settings));
            var kernel = new LaneByLaneKernel(KernelFactory.Lane(problem, settings), settings.Layout(observables), settings);
            var row = kernel.Run(new BatchTask(ChainPass.At(0), [new ReplicateSlice(0, 0, 2, Vector.Of(0.1, 1.2, 1.3))], null), new Unlimited()).Sums.Values.ToArray();
            return SharedSums.Of(settings.Layout(observables), Shared).ToDictionary(sum => sum.Name, sum => row[sum.Place]);
        }
    }

    /// <summary>Those that are shared, and after them θ₀.</summary>
    private readonly struct Observables : IVectorObservables
    {
        public bool IsContinuous => true;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T>
        {
            (values[0], values[1], values[2]) = (x[0], x[0] * x[0], x[0]);
            foreach (var coordinate in x[1..])
            {
                values[2] += coordinate;
            }

            if (values.Length > Shared)
            {
                values[Shared] = theta[0];
            }
        }
    }

    /// <summary>A normal law in front of a cliff, which is climbed with probability 0, rounded; the scores for a on top and below differ by more than there are numbers. θ = (a, b), a = 0.1.</summary>
    private readonly struct Cliff : IVectorTarget
    {
        private const double Steepest = 1.5e308;

        public int Dimension => 1;

        public bool IsContinuous => false;

        public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
            where T : struct, IScalar<T>
        {
            var (z, slope) = (x[0] / theta[1], Steepest * (theta[0] - T.Constant(0.1)));
            return (-0.5 * (z * z)) + T.Select(T.Constant(1.5) - x[0], -slope, slope - T.Constant(800));
        }
    }
}
