using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>
/// A chain on labels with one alternative, both in one loop, has the bits of the loop for any number of alternatives. One observable
/// more, θ itself, makes a lane take that loop, for its derivative is added to the same sums; the others must not notice.
/// </summary>
public sealed class LabelPairTests
{
    private const double Theta = 0.4;

    /// <summary>Observables of both; with two parameters their products with the score are more than a vector holds.</summary>
    private const int Shared = 6;

    private static readonly double[,] Matrix =
    {
        { 0.125, 0.25, 0.25, 0.125, 0.25 },
        { 0.5, 0, 0.25, 0, 0.25 },
        { 0.25, 0.125, 0.25, 0.125, 0.25 },
        { 0, 0.25, 0, 0.5, 0.25 },
        { 0.25, 0.25, 0.25, 0.25, 0 },
    };

    [Theory]
    [InlineData(Scheme.Symmetric, Pruning.Weight, 1, 1)]
    [InlineData(Scheme.Symmetric, Pruning.Weight, 3, 1)]
    [InlineData(Scheme.Symmetric, Pruning.Weight, 2, 2)]
    [InlineData(Scheme.Symmetric, Pruning.Uniform, 1, 2)]
    [InlineData(Scheme.OneSided, Pruning.Weight, 1, 1)]
    [InlineData(Scheme.Accept, Pruning.Weight, 1, 1)]
    [InlineData(Scheme.Reject, Pruning.Uniform, 2, 1)]
    public void It_has_the_bits_of_a_lane_of_many(Scheme scheme, Pruning pruning, int thin, int parameters)
    {
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, scheme, pruning, 1, ["theta"]);
        AssertSame(new MatrixProposal(Matrix), default(ResidualCoupling<MatrixProposal>), estimator, thin, parameters);
        AssertSame(new MatrixProposal(Matrix), default(IndependentLabelCoupling<MatrixProposal>), estimator, thin, parameters);
        AssertSame(new OtherLabel(5), default(ResidualCoupling<OtherLabel>), estimator, thin, parameters);
        AssertSame(new OtherLabel(5), default(ResidualCoupling<OtherLabel>), estimator with { Control = ControlVariate.Covariance }, thin, parameters);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void So_it_has_where_no_alternative_is_followed(int thin, int parameters) =>
        AssertSame(new OtherLabel(5), default(ResidualCoupling<OtherLabel>), new(EstimatorMethod.Covariance, Scheme.Symmetric, Pruning.Weight, 8, ["theta"]), thin, parameters);

    private static void AssertSame<TProposal, TCoupling>(TProposal proposal, TCoupling coupling, EstimatorSettings estimator, int thin, int parameters)
        where TProposal : struct, ILabelProposal
        where TCoupling : struct, ILabelCoupling<TProposal>
    {
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key("pair")], [.. Enumerable.Range(0, parameters)], estimator, new(4, 77, 3000, thin, ""));
        var (pair, many) = (Run(Shared), Run(Shared + 1));
        Assert.True(estimator.Method != EstimatorMethod.Dmh || pair[$"{SumsLayout.Recoupled}"] > 100, "Too few excursions to compare.");
        Assert.All(pair, sum => Assert.Equal((sum.Key, many[sum.Key]), (sum.Key, sum.Value)));

        Dictionary<string, double> Run(int observables)
        {
            var target = new FiveLabels([0.25, -0.5, 0, 1, -1], [0, -0.7, 0.5, 0.1, 1], [1, 0, 0.3, -0.2, 0]);
            var problem = new LabelProblem(target, default(Observables), observables, (ref RandomStream _) => 3, proposal, coupling);
            var outcome = KernelFactory.Create(problem, settings).Run(new BatchTask(ChainPass.At(0), [new ReplicateSlice(0, 0, 4, Vector.Of(Theta, 0.1))], null), new Unlimited());
            var row = outcome.Sums.Values.ToArray();
            return SharedSums.Of(settings.Layout(observables), Shared).ToDictionary(sum => sum.Name, sum => row[sum.Place]);
        }
    }

    /// <summary>An indicator, numbers without meaning, and after those that are shared θ₀.</summary>
    private readonly struct Observables : ILabelObservables
    {
        public void Observe<T>(int label, ReadOnlySpan<T> theta, Span<T> values)
            where T : struct, IScalar<T>
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = i == Shared ? theta[0] : T.Constant(i == 0 ? label / 4 : Math.Sin((3 * i) + label));
            }
        }
    }
}
