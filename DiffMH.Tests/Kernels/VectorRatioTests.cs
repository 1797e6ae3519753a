using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>A proposal on real vectors whose log ratio is no number fails its point, where a chain would stand still.</summary>
public sealed class VectorRatioTests
{
    [Fact]
    public void Of_the_primal_chain() => Refused(new FaultyRatio(1.5, bySize: false), default(CommonNoiseCoupling<FaultyRatio>));

    [Fact]
    public void Of_an_alternative() => Refused(new FaultyRatio(500, bySize: true), default(FarSuggestion<FaultyRatio>));

    [Theory]
    [InlineData(1.5)]
    [InlineData(1000)]
    public void Outside_the_support_it_does_not_matter(double bound)
    {
        // The walk never leaves the support for good: beyond 1.5 the density is 0, and what the proposal says there is not asked.
        var sums = Run(new FaultyRatio(bound, bySize: false), default(CommonNoiseCoupling<FaultyRatio>), edge: 1.5);
        Assert.Equal(Run(new FaultyRatio(double.PositiveInfinity, bySize: false), default(CommonNoiseCoupling<FaultyRatio>), edge: 1.5), sums);
        Assert.InRange(sums.Values[SumsLayout.Accepted], 100, 1900);
    }

    private static void Refused(FaultyRatio proposal, object coupling)
    {
        var error = Assert.Throws<InvalidModelException>(() => Run(proposal, coupling, edge: double.PositiveInfinity));
        Assert.Matches(@"^The log ratio of the proposal is NaN from x = \[[^\]]+\] to x = \[[^\]]+\]; it must be a finite number, or -Infinity where there is no way back\.$", error.Message);
    }

    private static Vector Run(FaultyRatio proposal, object coupling, double edge)
    {
        var problem = new VectorProblem(new Bell(edge), new StateObservables<Position>(default), 1, (Span<double> x, ref RandomStream _) => x.Clear(), proposal, 1, coupling);
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 2, ["theta"]);
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key("faulty ratio")], [0], estimator, new ChainSettings(1, 0, 2000, 1, "zero"));
        return KernelFactory.Create(problem, settings).Run(new BatchTask(ChainPass.At(0), [new(0, 0, 1, Vector.Of(1))], null), new Unlimited()).Sums;
    }

    /// <summary>log g = −θ x²/2 up to an edge, beyond which there is nothing.</summary>
    private readonly struct Bell(double edge) : IVectorTarget
    {
        public int Dimension => 1;

        public bool IsContinuous => double.IsPositiveInfinity(edge);

        public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
            where T : struct, IScalar<T> => x[0].Value > edge ? T.Constant(double.NegativeInfinity) : -0.5 * theta[0] * x[0] * x[0];
    }

    private readonly struct Position : IVectorObservables
    {
        public bool IsContinuous => true;

        public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T> => values[0] = x[0];
    }
}
