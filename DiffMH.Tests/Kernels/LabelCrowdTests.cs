using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Runs;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>Alternatives that merge at a label earn what they would have earned one by one.</summary>
public sealed class LabelCrowdTests
{
    private const int Labels = 5;

    [Theory]
    [InlineData(Scheme.Symmetric, 1, 1, ControlVariate.None)]
    [InlineData(Scheme.Symmetric, 3, 2, ControlVariate.Covariance)]
    [InlineData(Scheme.OneSided, 1, 1, ControlVariate.None)]
    [InlineData(Scheme.Accept, 2, 1, ControlVariate.None)]
    [InlineData(Scheme.Reject, 1, 2, ControlVariate.None)]
    public void Without_pruning_sums_are_those_of_alternatives_that_do_not_merge(Scheme scheme, int thin, int parameters, ControlVariate control)
    {
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, scheme, Pruning.None, 1, ["theta"]) { Control = control };
        var (merged, apart) = (Run(default(ResidualCoupling<OtherLabel>), estimator, thin, parameters), Run(default(Apart), estimator, thin, parameters));
        var (row, expected) = (merged.Sums.Values.ToArray(), apart.Sums.Values.ToArray());
        Assert.True(row[SumsLayout.Recoupled] > 100, "Too few excursions to compare.");
        Assert.InRange(merged.Evaluations, merged.Updates + 1, apart.Evaluations - 1);
        Assert.All(Enumerable.Range(0, row.Length), place => Assert.Equal(expected[place], row[place], 1e-9 * Math.Max(1, Math.Abs(expected[place]))));
    }

    [Theory]
    [InlineData(Pruning.Weight, Labels - 1)]
    [InlineData(Pruning.Weight, 63)]
    [InlineData(Pruning.Uniform, Labels - 1)]
    public void One_alternative_less_than_there_are_labels_is_as_good_as_all(Pruning pruning, int alternatives)
    {
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.None, 1, ["theta"]);
        var all = Run(default(ResidualCoupling<OtherLabel>), estimator, 1, 1).Sums;
        Assert.Equal(all, Run(default(ResidualCoupling<OtherLabel>), estimator with { Pruning = pruning, Alternatives = alternatives }, 1, 1).Sums);
        Assert.NotEqual(all, Run(default(ResidualCoupling<OtherLabel>), estimator with { Pruning = pruning, Alternatives = Labels - 2 }, 1, 1).Sums);
    }

    private static BatchOutcome Run(ILabelCoupling<OtherLabel> coupling, EstimatorSettings estimator, int thin, int parameters)
    {
        var target = new FiveLabels([0.25, -0.5, 0, 1, -1], [0, -0.7, 0.5, 0.1, 1], [1, 0, 0.3, -0.2, 0]);
        var problem = new LabelProblem(target, new FiveLabelsObservables([1, -2, 3, 0.5, -1]), 2, (ref RandomStream _) => 3, new OtherLabel(Labels), coupling);
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key("crowd")], [.. Enumerable.Range(0, parameters)], estimator, new(4, 77, 3000, thin, ""));
        return KernelFactory.Create(problem, settings).Run(new BatchTask(ChainPass.At(0), [new ReplicateSlice(0, 0, 4, Vector.Of(0.4, 0.1))], null), new Unlimited());
    }

    /// <summary>The same moves by a coupling of which the engine knows nothing.</summary>
    private readonly struct Apart : ILabelCoupling<OtherLabel>
    {
        public int Couple(in OtherLabel proposal, int x, int proposed, int y, ref RandomStream stream) =>
            default(OtherLabelCoupling).Couple(proposal, x, proposed, y, ref stream);
    }
}
