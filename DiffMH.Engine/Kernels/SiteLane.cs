using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>One chain on sites with its alternatives: single-site updates, a draw after each sweep-of-sites.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TProposal">Which site, which value.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
public sealed class SiteLane<TTarget, TProposal, TCoupling, TObservables> : ILane
    where TTarget : struct, ISiteTarget
    where TProposal : struct, ISiteProposal
    where TCoupling : struct, ISiteCoupling<TProposal>
    where TObservables : struct, ISiteObservables
{
    private readonly SiteProblem problem;
    private readonly KernelSettings settings;
    private readonly TTarget target;
    private readonly TProposal proposal;
    private readonly SiteGraph graph;
    private readonly SiteLattice lattice;
    private readonly LaneSums sums;
    private readonly AlternativeSlots slots;
    private readonly SiteObserver<TObservables> observer;

    private SiteTable? table;
    private double[] tableTheta = [];
    private RandomStream primal;
    private RandomStream coupling;
    private RandomStream pruning;
    private long accepted;
    private long sweep;

    /// <summary>A lane of a site model.</summary>
    public SiteLane(SiteProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(settings);
        this.problem = problem;
        this.settings = settings;
        target = (TTarget)problem.Target;
        proposal = (TProposal)problem.Proposal;
        graph = target.Space.Graph;
        var layout = new SumsLayout(problem.ObservableCount, settings.Wrt.Length);
        lattice = new SiteLattice(target.Space, settings.Estimator.Alternatives);
        sums = new LaneSums(layout, settings.Chain.Draws);
        slots = new AlternativeSlots(settings.Estimator.Alternatives, layout, sums);
        observer = new SiteObserver<TObservables>((TObservables)problem.Observables, layout, lattice);
    }

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<double> theta, RandomSource source, int chain, ChainPass pass)
    {
        Tabulate(theta);
        var start = source.Open(chain, pass, StreamRole.Start);
        primal = source.Open(chain, pass, StreamRole.Primal);
        coupling = source.Open(chain, pass, StreamRole.Coupling);
        pruning = source.Open(chain, pass, StreamRole.Pruning);
        sums.Clear();
        slots.Clear();
        (accepted, sweep) = (0, 0);
        problem.Start(lattice.Values, ref start);
        lattice.Restart(problem.Target);
    }

    /// <inheritdoc/>
    public bool Advance(WorkMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        var chain = settings.Chain;
        while (sweep < chain.Steps)
        {
            Sweep();
            var past = sweep - chain.Warmup;
            if (past > 0 && past % chain.Thin == 0)
            {
                observer.Draw(table!, slots, sums);
            }

            if (meter.Spend(graph.Sites) && sweep < chain.Steps)
            {
                return false;
            }
        }

        slots.End();
        return true;
    }

    /// <inheritdoc/>
    public void AddTo(Span<double> row)
    {
        sums[SumsLayout.Updates] = sweep * graph.Sites;
        sums[SumsLayout.Accepted] = accepted;
        sums.AddTo(row);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(sweep);
        writer.Write(accepted);
        writer.WriteStream(primal);
        writer.WriteStream(coupling);
        writer.WriteStream(pruning);
        lattice.Save(writer);
        sums.Save(writer);
        slots.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> theta, BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Tabulate(theta);
        sweep = reader.ReadInt64();
        accepted = reader.ReadInt64();
        primal = reader.ReadStream();
        coupling = reader.ReadStream();
        pruning = reader.ReadStream();
        lattice.Load(reader);
        sums.Load(reader);
        slots.Load(reader);
    }

    private void Tabulate(ReadOnlySpan<double> theta)
    {
        if (table is null || !theta.SequenceEqual(tableTheta))
        {
            table = new SiteTable(problem, theta, settings.Wrt.AsSpan(), settings.Estimator.Scheme);
            tableTheta = theta.ToArray();
        }
    }

    private void Sweep()
    {
        var stream = primal;
        var step = sweep * graph.Sites;
        for (var update = 0; update < graph.Sites; update++)
        {
            var site = proposal.NextSite(update, ref stream);
            var value = lattice.Values[site];
            var proposed = proposal.NextValue(value, ref stream);
            var coin = stream.NextUniform();
            Update(update, new SiteMove(site, proposed), value, coin, step + update);
        }

        primal = stream;
        sweep++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Update(int update, SiteMove move, int value, double coin, long step)
    {
        if (move.Value == value)
        {
            // Nothing changes for the primal chain and for alternatives that agree on this site.
            accepted++;
            MoveAlternatives(TCoupling.KeepsSite ? lattice.Differs[move.Site] : slots.Alive, update, move, coin, value, -1, step);
            return;
        }

        var change = target.Class(new PlainSites(lattice.Values), move.Site, move.Value);
        var isAccepted = coin < table!.Acceptance[change];
        var next = isAccepted ? move.Value : value;
        MoveAlternatives(TCoupling.KeepsSite ? DifferingAround(move.Site) : slots.Alive, update, move, coin, next, isAccepted ? change : -1, step);
        var mass = table.Mass[SiteTable.Outcome(change, isAccepted)];
        if (mass > 0)
        {
            Branch(move.Site, change, isAccepted, mass, isAccepted ? value : move.Value, next, step);
        }

        if (isAccepted)
        {
            accepted++;
            lattice.Values[move.Site] = (byte)next;
            var tallies = lattice.Tallies;
            var changes = table.Tallies(change);
            for (var i = 0; i < changes.Length; i++)
            {
                tallies[i] += changes[i];
            }
        }
    }

    /// <summary>The alternatives that differ from the primal chain on a site or on one of its neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong DifferingAround(int site)
    {
        var differs = lattice.Differs;
        var around = differs[site];
        foreach (var neighbour in graph.Neighbours(site))
        {
            around |= differs[neighbour];
        }

        return around;
    }

    /// <summary>Moves the given alternatives; <paramref name="change"/> is the primal chain's accepted change, −1 if it stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveAlternatives(ulong slotsToMove, int update, SiteMove primalMove, double coin, int next, int change, long step)
    {
        for (var left = slotsToMove; left != 0; left &= left - 1)
        {
            MoveAlternative(BitOperations.TrailingZeroCount(left), update, primalMove, coin, next, change, step);
        }
    }

    private void MoveAlternative(int slot, int update, SiteMove primalMove, double coin, int next, int change, long step)
    {
        var view = lattice.Alternative(slot);
        var move = default(TCoupling).Couple(proposal, update, primalMove, new PlainSites(lattice.Values), view, ref coupling);
        var before = view[move.Site];
        var after = before;
        var offsets = lattice.Offsets(slot);
        if (move.Value != before)
        {
            var ownChange = target.Class(view, move.Site, move.Value);
            if ((move.ReflectCoin ? 1 - coin : coin) < table!.Acceptance[ownChange])
            {
                after = move.Value;
                var gained = table.Tallies(ownChange);
                for (var i = 0; i < offsets.Length; i++)
                {
                    offsets[i] += gained[i];
                }
            }
        }

        if (change >= 0)
        {
            var lost = table!.Tallies(change);
            for (var i = 0; i < offsets.Length; i++)
            {
                offsets[i] -= lost[i];
            }
        }

        if (Record(slot, view, move.Site, after, primalMove.Site, next))
        {
            slots.Recouple(slot, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Record(int slot, AlternativeSites view, int site, int after, int primalSite, int next)
    {
        if (TCoupling.KeepsSite || site == primalSite)
        {
            return lattice.Set(slot, primalSite, after, next);
        }

        var elsewhere = view[primalSite];
        lattice.Set(slot, site, after, lattice.Values[site]);
        return lattice.Set(slot, primalSite, elsewhere, next);
    }

    private void Branch(int site, int change, bool isAccepted, double mass, int own, int next, long step)
    {
        var slot = slots.Offer(mass, ref pruning);
        if (slot < 0)
        {
            return;
        }

        lattice.Equalise(slot);
        slots.Place(slot, mass, table!.Weight(SiteTable.Outcome(change, isAccepted)), step);
        lattice.Set(slot, site, own, next);
        var offsets = lattice.Offsets(slot);
        var changes = table.Tallies(change);
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = isAccepted ? -changes[i] : changes[i];
        }
    }
}
