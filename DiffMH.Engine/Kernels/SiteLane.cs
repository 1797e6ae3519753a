using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>One chain on sites with its alternatives: single-site updates, a draw after each sweep-of-sites.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TProposal">Which site, which value.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
internal sealed class SiteLane<TTarget, TProposal, TCoupling, TObservables> : ILane
    where TTarget : struct, ISiteTarget
    where TProposal : struct, ISiteProposal
    where TCoupling : struct, ISiteCoupling<TProposal>
    where TObservables : struct, ISiteObservables
{
    /// <summary>In place of a class: no change.</summary>
    private const int Stays = -1;

    private readonly SiteProblem problem;
    private readonly KernelSettings settings;
    private readonly TTarget target;
    private readonly TProposal proposal;
    private readonly TCoupling rule;
    private readonly SiteGraph graph;
    private readonly SiteLattice lattice;
    private readonly LaneSums sums;
    private readonly AlternativeSlots slots;
    private readonly SiteObserver<TObservables> observer;
    private readonly SiteSwaps<TTarget>? swaps;
    private readonly SiteDecisions? decisions;

    private SiteTable? table;
    private double[] tableTheta = [];
    private LaneStreams streams;
    private long accepted;
    private long sweep;
    private long moves;

    /// <summary>A lane of a site model.</summary>
    public SiteLane(SiteProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(settings);
        this.problem = problem;
        this.settings = settings;
        RequireUniformSites();
        target = (TTarget)problem.Target;
        proposal = (TProposal)problem.Proposal;
        rule = (TCoupling)problem.Coupling;
        graph = target.Space.Graph;
        var layout = settings.Layout(problem.ObservableCount);
        sums = new LaneSums(layout, settings.Chain.Draws, settings.FollowsDecisions) { HasControl = settings.HasControl };
        slots = new AlternativeSlots(settings.Estimator, layout, sums, graph.Sites);
        lattice = new SiteLattice(target.Space, new ClassTallies(problem.Target), slots.Places);
        observer = new SiteObserver<TObservables>((TObservables)problem.Observables, layout, lattice);
        swaps = TCoupling.SwapsSites ? new SiteSwaps<TTarget>(target, lattice, slots.Places) : null;
        decisions = settings.FollowsDecisions ? new SiteDecisions(SiteTable.KindsOf(problem)) : null;
    }

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<double> theta, RandomSource source, int chain, ChainPass pass)
    {
        Tabulate(theta);
        var start = source.Open(chain, pass, StreamRole.Start);
        streams = LaneStreams.Open(source, chain, pass);
        sums.Clear();
        slots.Clear();
        decisions?.Clear();
        (accepted, sweep) = (0, 0);
        problem.Start(lattice.Values, ref start);
        lattice.Restart();
        swaps?.Restart(table!.Acceptance);
    }

    /// <inheritdoc/>
    public bool Advance(WorkMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        var chain = settings.Chain;
        while (sweep < chain.Steps)
        {
            Sweep();
            if (chain.IsDraw(sweep))
            {
                decisions?.Sum(table!, sums.Decisions);
                observer.Draw(table!, slots, sums);
            }

            meter.Evaluate(graph.Sites + moves);
            moves = 0;
            if (meter.Spend(graph.Sites) && sweep < chain.Steps)
            {
                return false;
            }
        }

        slots.End();
        return true;
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> groupRow)
    {
        sums[SumsLayout.Updates] = sweep * graph.Sites;
        sums[SumsLayout.Accepted] = accepted;
        sums.AddTo(groupRow);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(sweep);
        writer.Write(accepted);
        streams.Save(writer);
        sums.Save(writer);
        slots.Save(writer);
        lattice.Save(writer);
        swaps?.Save(writer);
        decisions?.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> theta, BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Tabulate(theta);
        sweep = reader.ReadInt64();
        accepted = reader.ReadInt64();
        streams = LaneStreams.Load(reader);
        sums.Load(reader);
        slots.Load(reader);
        lattice.Resize(slots.Places);
        lattice.Load(reader);
        swaps?.Resize(slots.Places);
        swaps?.Load(reader, table!.Acceptance);
        decisions?.Load(reader);
    }

    private void Tabulate(ReadOnlySpan<double> theta)
    {
        if (table is null || !theta.SequenceEqual(tableTheta))
        {
            table = new SiteTable(problem, theta, settings.Wrt.AsSpan(), settings.Estimator);
            tableTheta = theta.ToArray();
        }
    }

    private void Sweep()
    {
        // Streams and spans stand in locals, where the compiler keeps them in registers: a third of the time of an update.
        var stream = streams.Primal;
        var values = lattice.Values;
        var differs = lattice.Differs;
        var acceptance = table!.Acceptance;
        var masses = table.Mass;
        var step = sweep * values.Length;
        var takes = 0;
        for (var update = 0; update < values.Length; update++)
        {
            var site = proposal.NextSite(update, ref stream);
            var value = (int)values[site];
            var move = new SiteMove(site, proposal.NextValue(value, ref stream));
            var coin = stream.NextUniform();
            if (move.Value == value)
            {
                // Nothing changes for the primal chain, nor for alternatives that agree on this site.
                takes++;
                MoveAlternatives(differs, false, update, move, coin, Stays, value, step + update);
                continue;
            }

            var change = target.Class(new PlainSites(values), site, move.Value);
            var kind = KindOf(table, change, value, move.Value);
            var isAccepted = coin < acceptance[kind];
            var next = isAccepted ? move.Value : value;
            MoveAlternatives(differs, true, update, move, coin, isAccepted ? change : Stays, next, step + update);
            decisions?.Count(kind, isAccepted);
            var mass = masses[SiteTable.Outcome(kind, isAccepted)];
            if (slots.MayKeep(mass))
            {
                Branch(change, SiteTable.Outcome(kind, isAccepted), mass, site, isAccepted ? value : move.Value, next, step + update);
                differs = lattice.Differs;
            }

            if (isAccepted)
            {
                takes++;
                lattice.Changes[change]++;
                values[site] = (byte)next;
            }

            if (TCoupling.SwapsSites)
            {
                swaps!.Settle(site, isAccepted, acceptance);
            }
        }

        streams.Primal = stream;
        accepted += takes;
        sweep++;
    }

    /// <summary>The alternatives of a word that have to be looked at: all, or where the coupling keeps the site those that differ on it or on one of its neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Concerned(ReadOnlySpan<ulong> differs, int word, int site, bool looksAround)
    {
        if (!TCoupling.KeepsSite)
        {
            return slots.Alive[word];
        }

        differs = differs.Slice(word * graph.Sites, graph.Sites);
        var around = differs[site];
        if (TCoupling.SwapsSites)
        {
            around |= swaps!.Swapped[(word * graph.Sites) + site] & slots.Alive[word];
        }

        if (!looksAround)
        {
            return around;
        }

        foreach (var neighbour in graph.Neighbours(site))
        {
            around |= differs[neighbour];
        }

        return around;
    }

    /// <summary>Moves the alternatives beside the primal chain, whose values still stand as before its move.</summary>
    /// <param name="differs">Where they differ from it.</param>
    /// <param name="looksAround">Whether the primal chain suggests a change, which concerns also those that differ on a neighbour.</param>
    /// <param name="update">The update's place within the sweep.</param>
    /// <param name="primalMove">The primal's suggested move.</param>
    /// <param name="coin">The primal's coin.</param>
    /// <param name="change">The class of the primal's change; <see cref="Stays"/> if it makes none.</param>
    /// <param name="next">The primal's value on the site after its move.</param>
    /// <param name="step">The present step.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveAlternatives(ReadOnlySpan<ulong> differs, bool looksAround, int update, SiteMove primalMove, double coin, int change, int next, long step)
    {
        var words = slots.Alive.Length;
        for (var word = 0; word < words; word++)
        {
            for (var left = Concerned(differs, word, primalMove.Site, looksAround); left != 0; left &= left - 1)
            {
                var slot = (64 * word) + BitOperations.TrailingZeroCount(left);
                if (MoveAlternative(slot, update, primalMove, coin, change, next))
                {
                    slots.Recouple(slot, step);
                }
            }
        }
    }

    /// <summary>What a change is in the table: its class, unless the proposal's law has a part in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int KindOf(SiteTable table, int change, int from, int to) => proposal is IAsymmetricValue ? table.Kind(change, from, to) : change;

    private bool MoveAlternative(int slot, int update, SiteMove primalMove, double coin, int change, int next)
    {
        moves++;
        var values = lattice.Values;
        var view = lattice.Alternative(slot);
        var surplus = lattice.Surplus(slot);
        var offered = TCoupling.SwapsSites ? primalMove with { Site = swaps!.Of(slot, primalMove.Site) } : primalMove;
        var move = rule.Couple(proposal, update, offered, new PlainSites(values), view, ref streams.Coupling);
        var own = view[move.Site];
        if (move.Value != own)
        {
            var ownChange = target.Class(view, move.Site, move.Value);
            if ((move.ReflectCoin ? 1 - coin : coin) < table!.Acceptance[KindOf(table, ownChange, own, move.Value)])
            {
                own = move.Value;
                surplus[ownChange]++;
            }
        }

        if (change != Stays)
        {
            surplus[change]--;
        }

        if (TCoupling.SwapsSites)
        {
            swaps!.Visit(slot, move.Site, primalMove.Site);
        }

        if ((TCoupling.KeepsSite && !TCoupling.SwapsSites) || move.Site == primalMove.Site)
        {
            return lattice.Set(slot, primalMove.Site, own, next);
        }

        var behind = view[primalMove.Site];
        lattice.Set(slot, move.Site, own, values[move.Site]);
        return lattice.Set(slot, primalMove.Site, behind, next);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Branch(int change, int outcome, double mass, int site, int own, int next, long step)
    {
        var slot = slots.Offer(mass, ref streams.Pruning);
        if (slot >= 0)
        {
            lattice.Resize(slots.Places);
            lattice.Equalise(slot);
            swaps?.Resize(slots.Places);
            swaps?.Restart(slot, site);
            slots.Place(slot, mass, table!.Weight(outcome), step);
            lattice.Set(slot, site, own, next);
            lattice.Surplus(slot)[change] = (outcome & 1) == 1 ? -1 : 1;
        }
    }

    /// <summary>Refuses a coupling that would have another law than it says: σ of a site that is not uniform is not the site's own draw.</summary>
    private static void RequireUniformSites()
    {
        if (TCoupling.SwapsSites && default(TProposal) is not IUniformSite)
        {
            throw new InvalidModelException($"The coupling swaps sites, and the proposal {typeof(TProposal).Name} does not say that it draws each site independently and uniformly. Let the proposal implement IUniformSite if it does, or use another coupling.");
        }
    }
}
