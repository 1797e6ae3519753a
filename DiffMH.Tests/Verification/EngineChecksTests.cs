using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Engine.Verification;

namespace DiffMH.Tests.Verification;

/// <summary>What verify asks of the engine's own kernels is asked of each of their loops.</summary>
public sealed class EngineChecksTests
{
    private const string Independent = "independent";

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void A_kernel_that_gives_other_sums_again_is_found_with_one_alternative_and_with_two(int alternatives, bool isRight)
    {
        var (row, _) = Replay("mixture-label", alternatives);
        Assert.Equal(isRight, row.Passed);
        Assert.True(isRight || row.Finding.Contains($"(alternatives: {alternatives})", StringComparison.Ordinal), row.Finding);
    }

    [Theory]
    [InlineData("ising-2d")]
    [InlineData("mixture-label")]
    [InlineData("normal-sample")]
    public void With_one_alternative_all_parameters_of_the_model_are_asked_for_and_no_others(string model)
    {
        var (row, told) = Replay(model, alternatives: 0);
        Assert.True(row.Passed, row.Finding);
        var single = told.Where(settings => settings.Estimator is { Method: EstimatorMethod.Dmh, Alternatives: 1 }).ToArray();
        Assert.NotEmpty(single);
        Assert.All(single, settings => Assert.Equal(Enumerable.Range(0, TrialOf(model).Theta.Length), settings.Wrt));
    }

    [Fact]
    public void Chains_between_labels_are_long_enough_for_tables_and_for_the_loop_of_one_alternative()
    {
        var trial = TrialOf("mixture-label");
        var proposal = trial.Propose(trial.Model.Proposals.Single(found => found.Type == typeof(OtherLabel)), isVaried: false);
        var (target, observables) = ((ILabelTarget)trial.Instance.Target, (ILabelObservables)trial.Instance.Observables);
        var problem = new LabelProblem(target, observables, trial.Instance.ObservableNames.Length, (ref RandomStream _) => 0, (ILabelProposal)proposal.Proposal, default(OtherLabelCoupling));
        var (_, told) = Replay("mixture-label", alternatives: 0);
        Assert.Contains(told, settings =>
        {
            var table = new LabelTable(problem, trial.Theta, settings.Wrt.AsSpan());
            var moves = new LabelMoves<OtherLabel>(table, target.Labels, (OtherLabel)proposal.Proposal, settings);
            return settings.Estimator.Method == EstimatorMethod.Dmh && LabelPair<OtherLabel, OtherLabelCoupling>.Suits(problem, settings, table, moves);
        });
    }

    private static Trial TrialOf(string model) => Trial.Of(
        Verified.OurModels.Single(found => found.Model.Name == model).Model, GivenSettings.None, isVaried: false, new NamedStreams(1), new VerificationBudget(1000));

    /// <summary>The row of the first proposal, and how kernels were told to run for it.</summary>
    private static (VerificationRow Row, IReadOnlyList<KernelSettings> Told) Replay(string model, int alternatives)
    {
        var trial = TrialOf(model);
        var shape = new ForgetfulShape(ShapeOf(trial), alternatives);
        var (proposal, ledger) = (trial.Propose(trial.Model.Proposals[0], isVaried: false), new Ledger());
        var coupling = BuiltInCouplings.All.Single(found => found.Name == Independent).Create(proposal.Definition, strength: null);
        new EngineChecks(shape, proposal).Run(coupling, Independent, ledger);
        return (FamilyWise.Judge(ledger.Rows).Single(row => row.Check == Check.Replay), shape.Told);
    }

    private static IShape ShapeOf(Trial trial) => trial.Model.Shape switch
    {
        ModelShape.Labels => new LabelShape(trial),
        ModelShape.Sites => new SiteShape(trial),
        _ => new VectorShape(trial),
    };
}
