using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>
/// One chain on two-valued sites with its alternatives, all moved at once in the bits of one word per site. For targets whose classes
/// count neighbours, with couplings that keep the site; gives the same bits as <see cref="SiteLane{TTarget, TProposal, TCoupling, TObservables}"/>.
/// </summary>
/// <typeparam name="TProposal">Which site, which value.</typeparam>
/// <typeparam name="TObservables">What is averaged.</typeparam>
/// <remarks>
/// All chains share the site, the suggested value and the coin, so what differs is the class, and with it the acceptance. The counts of
/// neighbours stand bit-sliced in three words; the chains whose acceptance the coin undercuts are a sum over the eight counts. The cost
/// of an update hardly depends on the number of alternatives, that of a birth and of a draw does, and no branch depends on the chains but for births, ends and replacements.
/// </remarks>
internal sealed class WordSiteLane<TProposal, TObservables> : ILane
    where TProposal : struct, ISiteProposal
    where TObservables : struct, ISiteObservables
{
    /// <summary>An alternative that is born or observed takes about as long as so many updates of a word: its tallies are made up from the sites where it differs.</summary>
    private const int UpdatesOfOne = 8;

    private readonly SiteProblem problem;
    private readonly KernelSettings settings;
    private readonly TProposal proposal;
    private readonly CountedClasses classes;
    private readonly BinaryCoupling binaryCoupling;
    private readonly bool sharesMove;
    private readonly WordLattice lattice;
    private readonly int[] neighbours;
    private readonly LaneSums sums;
    private readonly AlternativeSlots slots;
    private readonly SiteObserver<TObservables> observer;

    private CountedTable? table;
    private double[] tableTheta = [];
    private RandomStream primal;
    private RandomStream pruning;
    private long sweep;

    /// <summary>Alternatives born, which may take another's place, and observed, since this was last reported.</summary>
    private long singles;

    public WordSiteLane(SiteProblem problem, KernelSettings settings, CountedClasses classes, BinaryCoupling binaryCoupling)
    {
        this.problem = problem;
        this.settings = settings;
        this.classes = classes;
        this.binaryCoupling = binaryCoupling;
        sharesMove = binaryCoupling.SharesMove;
        proposal = (TProposal)problem.Proposal;
        var graph = problem.Target.Space.Graph;
        neighbours = [.. Enumerable.Range(0, graph.Sites).SelectMany(site => graph.Neighbours(site).ToArray())];
        var layout = settings.Layout(problem.ObservableCount);
        sums = new LaneSums(layout, settings.Chain.Draws) { HasControl = settings.HasControl };
        slots = new AlternativeSlots(settings.Estimator, layout, sums, problem.Target.Space.Graph.Sites);
        lattice = new WordLattice(problem.Target, classes, slots.Places);
        observer = new SiteObserver<TObservables>((TObservables)problem.Observables, layout, lattice);
    }

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<double> theta, RandomSource source, int chain, ChainPass pass)
    {
        Tabulate(theta);
        var start = source.Open(chain, pass, StreamRole.Start);
        primal = source.Open(chain, pass, StreamRole.Primal);
        pruning = source.Open(chain, pass, StreamRole.Pruning);
        sums.Clear();
        slots.Clear();
        sweep = 0;
        problem.Start(lattice.Start, ref start);
        lattice.Restart();
    }

    /// <inheritdoc/>
    public bool Advance(WorkMeter meter)
    {
        var chain = settings.Chain;
        while (sweep < chain.Steps)
        {
            Sweep();
            if (chain.IsDraw(sweep))
            {
                observer.Draw(table!.ByClass, slots, sums);
                singles += BitOperations.PopCount(slots.Alive[0]);
            }

            meter.Evaluate(lattice.Words.Length + (UpdatesOfOne * singles));   // one of all chains in the word, and what is done for alternatives one by one
            singles = 0;
            if (meter.Spend(lattice.Words.Length) && sweep < chain.Steps)
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
        sums[SumsLayout.Updates] = sweep * lattice.Words.Length;
        sums[SumsLayout.Accepted] = Accepted();
        sums.AddTo(groupRow);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(sweep);
        writer.WriteStream(primal);
        writer.WriteStream(pruning);
        lattice.Save(writer);
        sums.Save(writer);
        slots.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<double> theta, BinaryReader reader)
    {
        Tabulate(theta);
        sweep = reader.ReadInt64();
        primal = reader.ReadStream();
        pruning = reader.ReadStream();
        lattice.Load(reader);
        sums.Load(reader);
        slots.Load(reader);
    }

    private void Tabulate(ReadOnlySpan<double> theta)
    {
        if (table is null || !theta.SequenceEqual(tableTheta))
        {
            table = new CountedTable(new SiteTable(problem, theta, settings.Wrt.AsSpan(), settings.Estimator), classes, proposal is IAsymmetricValue);
            tableTheta = theta.ToArray();
        }
    }

    private void Sweep()
    {
        // What is rare is called, not inlined: the loop's state then stays in registers, which makes it twice as fast.
        var stream = primal;
        var words = lattice.Words;
        var outcomes = lattice.Outcomes;
        var masses = table!.Mass;
        ref var acceptances = ref MemoryMarshal.GetReference(table.Acceptances);
        var around = neighbours;
        var coupling = binaryCoupling;
        var degree = classes.Degree;
        var step = sweep * words.Length;
        for (var update = 0; update < words.Length; update++)
        {
            var site = proposal.NextSite(update, ref stream);
            var word = words[site];
            var value = (int)(word >> WordLattice.PrimalBit);
            var proposed = proposal.NextValue(value, ref stream);
            var coin = stream.NextUniform();
            var (ones, twos, fours) = CountNeighbours(words, around, degree, site);
            var counts = new NeighbourCounts(ones, twos, fours);
            var accepting = counts.Below(coin, ref Unsafe.Add(ref acceptances, 8 * proposed));
            var suggested = 0 - (ulong)proposed;
            if (!sharesMove)
            {
                var others = coupling.Of(value, proposed);
                var differing = word ^ (0 - (ulong)value);
                var acceptingOthers = counts.Below(others.ReflectCoin ? 1 - coin : coin, ref Unsafe.Add(ref acceptances, 8 * others.Value));
                accepting ^= (accepting ^ acceptingOthers) & differing;
                suggested ^= (suggested ^ (0 - (ulong)others.Value)) & differing;
            }

            var moved = word ^ ((word ^ suggested) & accepting);
            words[site] = moved;
            var differ = moved ^ (0 - (moved >> WordLattice.PrimalBit));
            var changed = differ ^ word ^ (0 - (ulong)value);
            if (changed != 0)
            {
                Compare(changed, differ, step + update);
            }

            var count = (int)((ones >> 63) | ((twos >> 63) << 1) | ((fours >> 63) << 2));
            var outcome = CountedTable.Outcome(value, proposed, count, (int)(accepting >> WordLattice.PrimalBit));
            outcomes[outcome]++;
            if (slots.MayKeep(masses[outcome]))
            {
                Offer(outcome, site, step + update);
            }
        }

        primal = stream;
        sweep++;
    }

    /// <summary>Counts, for each chain, the neighbours with value 1: a sum in three bit planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Ones, ulong Twos, ulong Fours) CountNeighbours(ulong[] words, int[] neighbours, int degree, int site)
    {
        // The caller has indexed words by the site, so it is in range, and neighbours were checked when the graph was made.
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(neighbours), (nint)site * degree);
        ref var all = ref MemoryMarshal.GetArrayDataReference(words);
        if (degree == 4)
        {
            var (a, b) = (Unsafe.Add(ref all, first), Unsafe.Add(ref all, Unsafe.Add(ref first, 1)));
            var (c, d) = (Unsafe.Add(ref all, Unsafe.Add(ref first, 2)), Unsafe.Add(ref all, Unsafe.Add(ref first, 3)));
            var (oneOfTwo, otherOfTwo) = (a ^ b, c ^ d);
            var (bothOfTwo, bothOthers, carry) = (a & b, c & d, oneOfTwo & otherOfTwo);
            return (oneOfTwo ^ otherOfTwo, bothOfTwo ^ bothOthers ^ carry, bothOfTwo & bothOthers);
        }

        var (ones, twos, fours) = (0UL, 0UL, 0UL);
        for (var i = 0; i < degree; i++)
        {
            var neighbour = Unsafe.Add(ref all, Unsafe.Add(ref first, i));
            var carry = ones & neighbour;
            ones ^= neighbour;
            fours ^= twos & carry;
            twos ^= carry;
        }

        return (ones, twos, fours);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Compare(ulong changed, ulong differ, long step)
    {
        for (var equal = lattice.Count(changed, differ); equal != 0; equal &= equal - 1)
        {
            slots.Recouple(BitOperations.TrailingZeroCount(equal), step);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Offer(int outcome, int site, long step)
    {
        var mass = table!.Mass[outcome];
        var slot = slots.Offer(mass, ref pruning);
        if (slot >= 0)
        {
            slots.Place(slot, mass, Weight(outcome), step);
            lattice.Branch(slot, site);
            singles++;
        }
    }

    /// <summary>v of an outcome whose new value is not the present one.</summary>
    private ReadOnlySpan<double> Weight(int outcome)
    {
        var (accepted, count, proposed) = (outcome & 1, (outcome >> 1) & 7, (outcome >> 4) & 1);
        return table!.ByClass.Weight(SiteTable.Outcome(table.KindOf(proposed, count), accepted == 1));
    }

    /// <summary>Accepted proposals; to suggest the present value is one.</summary>
    private long Accepted()
    {
        var accepted = 0L;
        for (var outcome = 0; outcome < CountedTable.Outcomes; outcome++)
        {
            var isChange = ((outcome >> 4) & 1) != ((outcome >> 5) & 1);
            accepted += !isChange || (outcome & 1) == 1 ? lattice.Outcomes[outcome] : 0;
        }

        return accepted;
    }
}
