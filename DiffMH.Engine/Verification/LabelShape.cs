using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>What the checks ask of a model on labels. Everything is tried at every label.</summary>
internal sealed class LabelShape : IShape
{
    private readonly Trial trial;
    private readonly ILabelTarget target;
    private readonly LabelOrigin start;
    private readonly int k;

    /// <summary>A model on labels.</summary>
    public LabelShape(Trial trial)
    {
        this.trial = trial;
        target = (ILabelTarget)trial.Instance.Target;
        k = trial.Instance.ObservableNames.Length;
        var stream = trial.Open("start", StreamRole.Start);
        var label = ((LabelOrigin)trial.Model.Starts[0].Origin(trial.Settings.Record))(ref stream);
        start = (ref RandomStream _) => label;
        var observables = (ILabelObservables)trial.Instance.Observables;
        Densities = [.. Labels.Select(i => new FunctionPoint(new LabelDensity(target, i), trial.Theta, trial.Reach, trial.Names))];
        Observations = [.. Labels.Select(i => new FunctionPoint(new LabelObservation(observables, i, k), trial.Theta, trial.Reach, trial.Names))];
        Moments = [.. Enumerable.Range(0, k).Select(i => Observations.Average(point => point.Values()[i]))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<FunctionPoint> Densities { get; }

    /// <inheritdoc/>
    public IReadOnlyList<FunctionPoint> Observations { get; }

    /// <inheritdoc/>
    public double[] Moments { get; }

    private IEnumerable<int> Labels => Enumerable.Range(0, target.Labels);

    /// <inheritdoc/>
    public void CheckModel(Ledger ledger) => Ledger.Collect(ledger.Of(trial.Model.Name, Check.Support), row =>
    {
        foreach (var point in Densities)
        {
            var value = point.Values()[0];
            row.Holds(value < double.PositiveInfinity, () => FormattableString.Invariant($"{point.Function.Name} is {value}"));
        }
    });

    /// <inheritdoc/>
    public void CheckProposal(ProposalTrial proposal, Ledger ledger) => new LabelProposalChecks(proposal, Densities).Run(ledger);

    /// <inheritdoc/>
    public void CheckCoupling(ProposalTrial proposal, object coupling, string name, Ledger ledger)
    {
        var probe = (ILabelCouplingProbe)Activator.CreateInstance(typeof(LabelCouplingProbe<,>).MakeGenericType(proposal.Proposal.GetType(), coupling.GetType()), proposal.Proposal, coupling)!;
        new LabelCouplingChecks(proposal, target.Labels, name, probe).Run(ledger);
    }

    /// <inheritdoc/>
    public bool Takes(ProposalTrial proposal, object coupling) => true;

    /// <inheritdoc/>
    public int[] Differentiable(ProposalTrial proposal) => [.. Enumerable.Range(0, trial.Theta.Length)];

    /// <inheritdoc/>
    public IBatchKernel Kernel(ProposalTrial proposal, object coupling, KernelSettings settings) =>
        KernelFactory.Create(new LabelProblem(target, (ILabelObservables)trial.Instance.Observables, k, start, (ILabelProposal)proposal.Proposal, coupling), settings);

    /// <inheritdoc/>
    public Func<double[], FiniteLaw>? ExactLaw(ProposalTrial proposal, ChainSettings chain)
    {
        var stream = trial.Open("start", StreamRole.Start);
        return theta => new LabelChain((ILabelProposal)proposal.Proposal, Densities, Observations).Law(start(ref stream), chain, theta);
    }
}
