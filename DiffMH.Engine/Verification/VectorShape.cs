using DiffMH.Engine.Kernels;

namespace DiffMH.Engine.Verification;

/// <summary>What the checks ask of a model on real vectors. It is tried at states that a chain visits, and its chains begin at the last of them.</summary>
internal sealed class VectorShape : IShape
{
    private readonly Trial trial;
    private readonly IVectorTarget target;
    private readonly ITransitionObservables observables;
    private readonly double[] start;
    private readonly int k;

    /// <summary>A model on real vectors.</summary>
    public VectorShape(Trial trial)
    {
        this.trial = trial;
        target = (IVectorTarget)trial.Instance.Target;
        observables = (ITransitionObservables)trial.Instance.Observables;
        k = trial.Instance.ObservableNames.Length;
        var walk = trial.Propose(trial.Model.Proposals[0], isVaried: false);
        var pool = new VectorPool(target, trial.Theta, (IVectorProposal)walk.Proposal, walk.Theta);
        for (var origin = 0; origin < trial.Model.Starts.Length; origin++)
        {
            pool.Walk(Start(origin), trial.Open($"pool {origin}"));
        }

        // Not where the model starts: from far out a step is accepted that overshoots the bulk by far, and what follows is so rare and so large that
        // no sample knows the error of its mean. A right gradient of normal-sample was off by 5 standard errors for that reason.
        start = pool.States[^1];
        States = new VectorStates(pool.States, target, trial.Theta);
        Densities = [.. pool.States.Select(x => new FunctionPoint(new VectorDensity(target, trial.Theta.Length), [.. trial.Theta, .. x], [.. trial.Reach, .. Moves(x)], trial.Names))];
        Observations = [.. Observed(pool.States)];
        Moments = Average();
    }

    /// <summary>States the chain visits, and a law like them.</summary>
    public VectorStates States { get; }

    /// <inheritdoc/>
    public IReadOnlyList<FunctionPoint> Densities { get; }

    /// <inheritdoc/>
    public IReadOnlyList<FunctionPoint> Observations { get; }

    /// <inheritdoc/>
    public double[] Moments { get; }

    private bool IsContinuous => target.IsContinuous && observables.IsContinuous;

    /// <inheritdoc/>
    public void CheckModel(Ledger ledger)
    {
        var model = trial.Model.Name;
        Ledger.Collect(ledger.Of(model, Check.Support), row => VectorRegularity.Support(row, States, Densities));
        if (target.IsContinuous)
        {
            Ledger.Collect(ledger.Of(model, Check.Continuity), row => VectorRegularity.Density(row, States, trial.Open("segments")));
        }

        if (observables.IsContinuous)
        {
            Ledger.Collect(ledger.Of(model, Check.Continuity), row => VectorRegularity.Observables(row, States, Observations, trial.Theta.Length, trial.Open("segments")));
        }
    }

    /// <inheritdoc/>
    public void CheckProposal(ProposalTrial proposal, Ledger ledger) => new VectorProposalChecks(proposal, States).Run(ledger);

    /// <inheritdoc/>
    public void CheckCoupling(ProposalTrial proposal, object coupling, string name, Ledger ledger)
    {
        var probe = (IVectorCouplingProbe)Activator.CreateInstance(typeof(VectorCouplingProbe<,>).MakeGenericType(proposal.Proposal.GetType(), coupling.GetType()), proposal.Proposal, coupling)!;
        new VectorCouplingChecks(proposal, States, name, probe).Run(ledger);
    }

    /// <inheritdoc/>
    public bool Takes(ProposalTrial proposal, object coupling) => true;

    /// <inheritdoc/>
    public int[] Differentiable(ProposalTrial proposal) => [.. Enumerable.Range(0, IsContinuous ? proposal.Layout.Count : trial.Theta.Length)];

    /// <inheritdoc/>
    public IBatchKernel Kernel(ProposalTrial proposal, object coupling, KernelSettings settings) => KernelFactory.Create(
        new VectorProblem(target, observables, k, (Span<double> x, ref RandomStream _) => start.CopyTo(x), (IVectorProposal)proposal.Proposal, trial.Theta.Length, coupling), settings);

    /// <inheritdoc/>
    public Func<double[], FiniteLaw>? ExactLaw(ProposalTrial proposal, ChainSettings chain) => null;

    private double[] Start(int origin)
    {
        var x = new double[target.Dimension];
        var stream = trial.Open("start", StreamRole.Start);
        ((VectorOrigin)trial.Model.Starts[origin].Origin(trial.Settings.Record))(x, ref stream);
        return x;
    }

    /// <summary>How far coordinates may be moved for derivatives by the state, which only parameters of proposals need.</summary>
    private IEnumerable<double> Moves(double[] x) => x.Select(coordinate => IsContinuous ? 0.1 * Math.Max(Math.Abs(coordinate), 0.1) : 0);

    private IEnumerable<FunctionPoint> Observed(IReadOnlyList<double[]> states)
    {
        for (var i = 0; i < states.Count; i++)
        {
            var (x, next) = (states[i], states[(i + 1) % states.Count]);
            yield return new(new StepObservation(observables, trial.Theta.Length, k, isAccepted: true), [.. trial.Theta, .. x, .. next], [.. trial.Reach, .. Moves(x), .. Moves(next)], trial.Names);
            yield return new(new StepObservation(observables, trial.Theta.Length, k, isAccepted: false), [.. trial.Theta, .. x], [.. trial.Reach, .. Moves(x)], trial.Names);
        }
    }

    private double[] Average()
    {
        var values = Observations.Select(point => point.Values()).ToArray();
        return [.. Enumerable.Range(0, k).Select(i => values.Average(observed => observed[i]))];
    }
}
