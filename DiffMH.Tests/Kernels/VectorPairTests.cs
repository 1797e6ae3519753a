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
        AssertSame<ReflectionCoupling<RandomWalk>>(scheme, pruning, parameters, dimension, thin);
        AssertSame<IndependentResidualCoupling<RandomWalk>>(scheme, pruning, parameters, dimension, thin);
        AssertSame<CoordinatewiseCoupling<RandomWalk>>(scheme, pruning, parameters, dimension, thin);
    }

    private static void AssertSame<TCoupling>(Scheme scheme, Pruning pruning, int parameters, int dimension, int thin)
        where TCoupling : struct, IVectorCoupling<RandomWalk>
    {
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, scheme, pruning, 1, ["a", "b"]);
        ImmutableArray<int> wrt = [.. Enumerable.Range(0, parameters)];
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key("vector pair")], wrt, estimator, new(2, 77, 2000, thin, ""));
        var (pair, many) = (Run(Shared), Run(Shared + 1));
        Assert.True(pair[$"{SumsLayout.Recoupled}"] > 20, "Too few excursions to compare.");
        Assert.All(pair, sum => Assert.Equal((sum.Key, BitConverter.DoubleToInt64Bits(many[sum.Key])), (sum.Key, BitConverter.DoubleToInt64Bits(sum.Value))));

        Dictionary<string, double> Run(int observables)
        {
            var problem = new VectorProblem(
                new RidgeTarget(dimension),
                default(StateObservables<Observables>),
                observables,
                (Span<double> x, ref RandomStream stream) => x.Fill(stream.NextUniform()),
                new RandomWalk(new RandomWalkSettings { Scale = new(0, 1) }, dimension),
                2,
                default(TCoupling));
            Assert.Equal(observables == Shared, VectorPair<RidgeTarget, RandomWalk, TCoupling, StateObservables<Observables>>.Suits(problem, settings));
            var kernel = new LaneByLaneKernel(KernelFactory.Lane(problem, settings), settings.Layout(observables), settings);
            var row = kernel.Run(new BatchTask(ChainPass.At(0), [new ReplicateSlice(0, 0, 2, Vector.Of(0.1, 1.2, 1.3))], null), new Unlimited()).Sums.Values.ToArray();
            return Named(settings.Layout(observables)).ToDictionary(sum => sum.Name, sum => row[sum.Place]);
        }
    }

    /// <summary>The sums of the first lane that both kinds of lane have.</summary>
    private static IEnumerable<(string Name, int Place)> Named(SumsLayout layout)
    {
        for (var place = 0; place < SumsLayout.Moments; place++)
        {
            yield return ($"{place}", place);
        }

        int[] columns = [SumsLayout.Moments, layout.Squares, layout.BatchMeans, layout.BatchMeanSquares, layout.HalfMeans, layout.HalfMeanSquares, layout.HalfVariances];
        foreach (var (column, i) in Enumerable.Range(0, Shared * columns.Length).Select(number => Math.DivRem(number, Shared)))
        {
            yield return ($"column {column} of observable {i}", columns[column] + i);
        }

        foreach (var (i, j) in Enumerable.Range(0, Shared * layout.Parameters).Select(number => Math.DivRem(number, layout.Parameters)))
        {
            yield return ($"slope {i} {j}", layout.Slopes + (i * layout.Parameters) + j);
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
}
