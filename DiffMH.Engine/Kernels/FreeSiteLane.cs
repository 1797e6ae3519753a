using System.Numerics;
using System.Runtime.CompilerServices;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Kernels;

/// <summary>As <see cref="SiteLane{TTarget, TProposal, TCoupling, TObservables}"/>, on the same draws, for targets without classes of change: nothing is tabulated.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
/// <typeparam name="TProposal">Which site, which value.</typeparam>
/// <typeparam name="TCoupling">How alternatives propose.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <remarks>
/// A lane of its own rather than a form of the other: there a change is a place in tables, here it is a view, a site and a value, and a form
/// for both would cost the other its speed.
/// </remarks>
internal sealed class FreeSiteLane<TTarget, TProposal, TCoupling, TObservables> : ILane
    where TTarget : struct, IFreeSiteTarget
    where TProposal : struct, ISiteProposal
    where TCoupling : struct, ISiteCoupling<TProposal>
    where TObservables : struct, ISiteObservables
{
    /// <summary>Updates between reports to the meter: a fraction of a millisecond, where a sweep of millions of sites takes seconds.</summary>
    private const int Stretch = 1 << 12;

    private readonly FreeSiteProblem problem;
    private readonly KernelSettings settings;
    private readonly TTarget target;
    private readonly TProposal proposal;
    private readonly TCoupling rule;
    private readonly SiteGraph graph;
    private readonly SiteLattice lattice;
    private readonly LaneSums sums;
    private readonly AlternativeSlots slots;
    private readonly SiteObserver<TObservables> observer;
    private readonly long[] primalTallies;
    private readonly long[] ownTallies;

    private FreeSitePoint<TTarget>? at;
    private double[] atTheta = [];
    private LaneStreams streams;
    private long accepted;
    private long sweep;
    private long moves;

    /// <summary>How many updates of the present sweep are done.</summary>
    private int done;

    /// <summary>A lane of a site model without classes.</summary>
    public FreeSiteLane(FreeSiteProblem problem, KernelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(settings);
        this.problem = problem;
        this.settings = settings;
        RequireTableless(settings);
        target = (TTarget)problem.Target;
        proposal = (TProposal)problem.Proposal;
        rule = (TCoupling)problem.Coupling;
        graph = target.Space.Graph;
        var layout = settings.Layout(problem.ObservableCount);
        sums = new LaneSums(layout, settings.Chain.Draws) { HasControl = settings.HasControl };
        slots = new AlternativeSlots(settings.Estimator, layout, sums, graph.Sites, SparseWeights.Suit(layout.Parameters) ? new SparseWeights() : null);
        lattice = new SiteLattice(target.Space, new FreeTallies<TTarget>(target), slots.Places);
        observer = new SiteObserver<TObservables>((TObservables)problem.Observables, layout, lattice);
        (primalTallies, ownTallies) = (new long[lattice.TallyCount], new long[lattice.TallyCount]);
    }

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<double> theta, RandomSource source, int chain, ChainPass pass)
    {
        Put(theta);
        var start = source.Open(chain, pass, StreamRole.Start);
        streams = LaneStreams.Open(source, chain, pass);
        sums.Clear();
        slots.Clear();
        (accepted, sweep, done) = (0, 0, 0);
        problem.Start(lattice.Values, ref start);
        lattice.Restart();
    }

    /// <inheritdoc/>
    public bool Advance(WorkMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        var chain = settings.Chain;
        while (sweep < chain.Steps)
        {
            var end = Math.Min(graph.Sites, done + Stretch);
            var updates = end - done;
            UpdateTo(end);
            if (end == graph.Sites)
            {
                EndSweep();
            }

            meter.Evaluate(updates + moves);
            moves = 0;
            if (meter.Spend(updates) && sweep < chain.Steps)
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
        writer.Write(done);
        writer.Write(accepted);
        streams.Save(writer);
        sums.Save(writer);
        slots.Save(writer);
        lattice.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> theta, BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Put(theta);
        sweep = reader.ReadInt64();
        done = reader.ReadInt32();
        accepted = reader.ReadInt64();
        streams = LaneStreams.Load(reader);
        sums.Load(reader);
        slots.Load(reader);
        lattice.Resize(slots.Places);
        lattice.Load(reader);
    }

    private void Put(ReadOnlySpan<double> theta)
    {
        if (at is null || !theta.SequenceEqual(atTheta))
        {
            at = new FreeSitePoint<TTarget>(target, theta, settings.Wrt.AsSpan(), settings.Estimator);
            atTheta = theta.ToArray();
        }
    }

    private void EndSweep()
    {
        (sweep, done) = (sweep + 1, 0);
        if (settings.Chain.IsDraw(sweep))
        {
            observer.Draw(at!, slots, sums);
        }
    }

    /// <summary>The updates of the present sweep up to one of them.</summary>
    private void UpdateTo(int end)
    {
        var stream = streams.Primal;
        var values = lattice.Values;
        var step = sweep * values.Length;
        var takes = 0;
        for (var update = done; update < end; update++)
        {
            var site = proposal.NextSite(update, ref stream);
            var value = (int)values[site];
            var move = new SiteMove(site, proposal.NextValue(value, ref stream));
            var coin = stream.NextUniform();
            if (move.Value == value)
            {
                // Nothing changes for the primal chain, nor for alternatives that agree on this site.
                takes++;
                MoveAlternatives(looksAround: false, update, move, coin, isAccepted: false, value, step + update);
                continue;
            }

            var logRatio = at!.LogRatio(new PlainSites(values), site, move.Value);
            var isAccepted = Coin.Accepts(coin, logRatio);
            var next = isAccepted ? move.Value : value;
            if (isAccepted)
            {
                target.Tally(new PlainSites(values), site, next, primalTallies);
            }

            MoveAlternatives(looksAround: true, update, move, coin, isAccepted, next, step + update);
            var mass = at.Mass(new PlainSites(values), site, move.Value, logRatio, isAccepted);
            if (slots.MayKeep(mass))
            {
                Branch(move, logRatio, isAccepted, mass, step + update);
            }

            if (isAccepted)
            {
                takes++;
                Count(lattice.Changes, primalTallies, 1);
                values[site] = (byte)next;
            }
        }

        streams.Primal = stream;
        accepted += takes;
        done = end;
    }

    /// <summary>The alternatives of a word that have to be looked at: all, or where the coupling keeps the site those that differ on it or on one of its neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Concerned(int word, int site, bool looksAround)
    {
        if (!TCoupling.KeepsSite)
        {
            return slots.Alive[word];
        }

        ReadOnlySpan<ulong> differs = lattice.Differs.Slice(word * graph.Sites, graph.Sites);
        var around = differs[site];
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
    /// <param name="looksAround">Whether the primal chain suggests a change, which concerns also those that differ on a neighbour.</param>
    /// <param name="update">The update's place within the sweep.</param>
    /// <param name="primalMove">The primal's suggested move.</param>
    /// <param name="coin">The primal's coin.</param>
    /// <param name="isAccepted">Whether the primal chain changes; by how much its tallies do is known then.</param>
    /// <param name="next">The primal's value on the site after its move.</param>
    /// <param name="step">The present step.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveAlternatives(bool looksAround, int update, SiteMove primalMove, double coin, bool isAccepted, int next, long step)
    {
        var words = slots.Alive.Length;
        for (var word = 0; word < words; word++)
        {
            for (var left = Concerned(word, primalMove.Site, looksAround); left != 0; left &= left - 1)
            {
                var slot = (64 * word) + BitOperations.TrailingZeroCount(left);
                if (MoveAlternative(slot, update, primalMove, coin, isAccepted, next))
                {
                    slots.Recouple(slot, step);
                }
            }
        }
    }

    private bool MoveAlternative(int slot, int update, SiteMove primalMove, double coin, bool isAccepted, int next)
    {
        moves++;
        var values = lattice.Values;
        var view = lattice.Alternative(slot);
        var surplus = lattice.Surplus(slot);
        var move = rule.Couple(proposal, update, primalMove, new PlainSites(values), view, ref streams.Coupling);
        var own = view[move.Site];
        if (move.Value != own && Coin.Accepts(move.ReflectCoin ? 1 - coin : coin, at!.LogRatio(view, move.Site, move.Value)))
        {
            target.Tally(view, move.Site, move.Value, ownTallies);
            Count(surplus, ownTallies, 1);
            own = move.Value;
        }

        if (isAccepted)
        {
            Count(surplus, primalTallies, -1);
        }

        if (TCoupling.KeepsSite || move.Site == primalMove.Site)
        {
            return lattice.Set(slot, primalMove.Site, own, next);
        }

        var behind = view[primalMove.Site];
        lattice.Set(slot, move.Site, own, values[move.Site]);
        return lattice.Set(slot, primalMove.Site, behind, next);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Branch(SiteMove move, double logRatio, bool isAccepted, double mass, long step)
    {
        var slot = slots.Offer(mass, ref streams.Pruning);
        if (slot < 0)
        {
            return;
        }

        lattice.Resize(slots.Places);
        lattice.Equalise(slot);
        var view = new PlainSites(lattice.Values);
        if (at!.IsSparse)
        {
            slots.Place(slot, mass, at.Score(view, move.Site, move.Value), BirthWeight.Scale(settings.Estimator, isAccepted, logRatio), step);
        }
        else
        {
            slots.Place(slot, mass, at.Weight, step);
        }

        var (own, next) = isAccepted ? (view[move.Site], move.Value) : (move.Value, view[move.Site]);
        lattice.Set(slot, move.Site, own, next);
        target.Tally(view, move.Site, move.Value, ownTallies);
        Count(lattice.Surplus(slot), ownTallies, isAccepted ? -1 : 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Count(Span<long> tallies, ReadOnlySpan<long> differences, int times)
    {
        for (var i = 0; i < differences.Length; i++)
        {
            tallies[i] += times * differences[i];
        }
    }

    /// <summary>Refuses what needs a table of classes: better than to give a number that leaves it out.</summary>
    private static void RequireTableless(KernelSettings settings)
    {
        var what = settings.FollowsDecisions ? $"estimator.method {Word.Of(settings.Estimator.Method)}"
            : TCoupling.SwapsSites ? "a coupling that swaps sites"
            : default(TProposal) is IAsymmetricValue ? "a proposal whose values have an asymmetric law"
            : null;
        if (what is not null)
        {
            throw new InvalidModelException($"The model has no classes of change, and {what} needs them. Use method dmh, covariance or finite-difference, another coupling, and a symmetric proposal.");
        }
    }
}
