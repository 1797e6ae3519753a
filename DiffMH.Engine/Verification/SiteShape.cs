using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;

namespace DiffMH.Engine.Verification;

/// <summary>What the checks ask of a model on sites. It is tried at the starts and at states a few changes away.</summary>
internal sealed class SiteShape : IShape
{
    private const int StatesFromEach = 8;

    private readonly Trial trial;
    private readonly ISiteFacts facts;
    private readonly ISiteObservables observables;
    private readonly List<byte[]> states = [];
    private readonly Real[] theta;
    private readonly int k;

    /// <summary>A model on sites.</summary>
    public SiteShape(Trial trial)
    {
        this.trial = trial;
        var target = trial.Instance.Target;
        var adapter = target is IFreeSiteTarget ? typeof(FreeFacts<>) : typeof(ClassFacts<>);
        facts = (ISiteFacts)Activator.CreateInstance(adapter.MakeGenericType(target.GetType()), target)!;
        observables = (ISiteObservables)trial.Instance.Observables;
        (theta, k) = (Seeded.Reals(trial.Theta), trial.Instance.ObservableNames.Length);
        for (var origin = 0; origin < trial.Model.Starts.Length; origin++)
        {
            Walk(origin);
        }

        Densities = [.. facts.Ratios(states).Select(ratio => new FunctionPoint(ratio, trial.Theta, trial.Reach, trial.Names))];
        Observations = [.. states.Select(Observation)];
        Moments = [.. Enumerable.Range(0, k).Select(i => Observations.Average(point => point.Values()[i]))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<FunctionPoint> Densities { get; }

    /// <inheritdoc/>
    public IReadOnlyList<FunctionPoint> Observations { get; }

    /// <inheritdoc/>
    public double[] Moments { get; }

    /// <inheritdoc/>
    public void CheckModel(Ledger ledger)
    {
        var model = trial.Model.Name;
        Ledger.Collect(ledger.Of(model, Check.Support), row =>
        {
            foreach (var (point, value) in Densities.SelectMany(point => point.Values().Select(value => (point, value))))
            {
                row.Holds(value < double.PositiveInfinity, () => FormattableString.Invariant($"{point.Function.Name} is {value}"));
            }
        });
        var ways = new SiteWays(facts, theta);
        Ledger.Collect(ledger.Of(model, Check.Ratios), row => ways.Ratios(row, states, trial.Open("ways")));
        Ledger.Collect(ledger.Of(model, Check.Tallies), row => ways.Tallies(row, states, trial.Open("ways")));
    }

    /// <inheritdoc/>
    public void CheckProposal(ProposalTrial proposal, Ledger ledger) => new SiteProposalChecks(proposal, facts.Space).Run(ledger);

    /// <inheritdoc/>
    public void CheckCoupling(ProposalTrial proposal, object coupling, string name, Ledger ledger) =>
        new SiteCouplingChecks(proposal, facts.Space, states, name, Probe(proposal, coupling)).Run(ledger);

    /// <inheritdoc/>
    public bool Takes(ProposalTrial proposal, object coupling) =>
        trial.Instance.Target is not IFreeSiteTarget || !(proposal.Proposal is IAsymmetricValue || Probe(proposal, coupling).SwapsSites);

    /// <inheritdoc/>
    public int[] Differentiable(ProposalTrial proposal) => [.. Enumerable.Range(0, trial.Theta.Length)];

    /// <inheritdoc/>
    public IBatchKernel Kernel(ProposalTrial proposal, object coupling, KernelSettings settings)
    {
        var start = states[^1];   // an ordered start may be left once in a thousand lanes only, and shows nothing
        return KernelFrom((Span<byte> sites, ref RandomStream _) => start.CopyTo(sites), proposal, coupling, settings);
    }

    /// <summary>The engine's kernel, chains from one of the model's own starts.</summary>
    public IBatchKernel Kernel(ProposalTrial proposal, object coupling, KernelSettings settings, StartDefinition start) =>
        KernelFrom((SiteOrigin)start.Origin(trial.Settings.Record), proposal, coupling, settings);

    private IBatchKernel KernelFrom(SiteOrigin origin, ProposalTrial proposal, object coupling, KernelSettings settings) =>
        trial.Instance.Target is IFreeSiteTarget free
            ? KernelFactory.Create(new FreeSiteProblem(free, observables, k, origin, (ISiteProposal)proposal.Proposal, coupling), settings)
            : KernelFactory.Create(new SiteProblem((ISiteTarget)trial.Instance.Target, observables, k, origin, (ISiteProposal)proposal.Proposal, coupling), settings);

    /// <inheritdoc/>
    public Func<double[], FiniteLaw>? ExactLaw(ProposalTrial proposal, ChainSettings chain) =>
        SiteLaw.Of((ISiteProposal)proposal.Proposal, facts.Space, proposal.Open("law")) is { } law && SiteChain.CanEnumerate(facts.Space) && Densities.All(point => point.Values().All(double.IsFinite))
            ? parameters => new SiteChain(facts, law, tallies => new FunctionPoint(new SiteObservation(observables, tallies, k), parameters, []).Values()).Law(states[^1], chain, parameters)
            : null;

    private static ISiteCouplingProbe Probe(ProposalTrial proposal, object coupling) =>
        (ISiteCouplingProbe)Activator.CreateInstance(typeof(SiteCouplingProbe<,>).MakeGenericType(proposal.Proposal.GetType(), coupling.GetType()), proposal.Proposal, coupling)!;

    /// <summary>Adds a start, and states on a walk from it that keeps to the support.</summary>
    private void Walk(int origin)
    {
        var (state, stream) = (new byte[facts.Space.Graph.Sites], trial.Open($"start {origin}", StreamRole.Start));
        ((SiteOrigin)trial.Model.Starts[origin].Origin(trial.Settings.Record))(state, ref stream);
        for (var visited = 0; visited < StatesFromEach; visited++)
        {
            states.Add([.. state]);
            for (var change = 0; change < state.Length; change++)
            {
                var (site, value) = (stream.NextIndex(state.Length), stream.NextIndex(facts.Space.Values));
                if (value != state[site] && facts.LogRatio(state, site, value, theta) > double.NegativeInfinity)
                {
                    state[site] = (byte)value;
                }
            }
        }
    }

    private FunctionPoint Observation(byte[] state) => new(new SiteObservation(observables, TalliesOf(state), k), trial.Theta, trial.Reach, trial.Names);

    private long[] TalliesOf(byte[] state)
    {
        long[] tallies = [.. facts.Space.ReferenceTallies];
        var way = new byte[state.Length];
        for (var site = 0; site < state.Length; site++)
        {
            if (state[site] != 0)
            {
                var differences = facts.Tally(way, site, state[site]);
                tallies = [.. tallies.Select((tally, i) => tally + differences[i])];
                way[site] = state[site];
            }
        }

        return tallies;
    }
}
