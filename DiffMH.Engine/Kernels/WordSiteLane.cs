using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
/// of an update hardly depends on the number of alternatives, and no branch depends on the chains but for births, ends and replacements.
/// </remarks>
internal sealed class WordSiteLane<TProposal, TObservables> : ILane
    where TProposal : struct, ISiteProposal
    where TObservables : struct, ISiteObservables
{
    private readonly SiteProblem problem;
    private readonly KernelSettings settings;
    private readonly TProposal proposal;
    private readonly CountedClasses classes;
    private readonly BinaryCoupling binaryCoupling;
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

    public WordSiteLane(SiteProblem problem, KernelSettings settings, CountedClasses classes, BinaryCoupling binaryCoupling)
    {
        this.problem = problem;
        this.settings = settings;
        this.classes = classes;
        this.binaryCoupling = binaryCoupling;
        proposal = (TProposal)problem.Proposal;
        var graph = problem.Target.Space.Graph;
        neighbours = [.. Enumerable.Range(0, graph.Sites).SelectMany(site => graph.Neighbours(site).ToArray())];
        var layout = new SumsLayout(problem.ObservableCount, settings.Wrt.Length);
        lattice = new WordLattice(problem.Target, classes, settings.Estimator.Alternatives);
        sums = new LaneSums(layout, settings.Chain.Draws);
        slots = new AlternativeSlots(settings.Estimator.Alternatives, layout, sums);
        observer = new SiteObserver<TObservables>((TObservables)problem.Observables, layout, lattice, settings.Estimator.Alternatives);
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
            var past = sweep - chain.Warmup;
            if (past > 0 && past % chain.Thin == 0)
            {
                observer.Draw(table!.ByClass, slots, sums);
            }

            if (meter.Spend(lattice.Words.Length) && sweep < chain.Steps)
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
        sums[SumsLayout.Updates] = sweep * lattice.Words.Length;
        sums[SumsLayout.Accepted] = Accepted();
        sums.AddTo(row);
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
            table = new CountedTable(new SiteTable(problem, theta, settings.Wrt.AsSpan(), settings.Estimator.Scheme), classes);
            tableTheta = theta.ToArray();
        }
    }

    private void Sweep()
    {
        var stream = primal;
        var words = lattice.Words;
        var outcomes = lattice.Outcomes;
        var masses = table!.Mass;
        var degree = classes.Degree;
        ref var firstNeighbour = ref MemoryMarshal.GetArrayDataReference(neighbours);
        var step = sweep * words.Length;
        for (var update = 0; update < words.Length; update++)
        {
            var site = proposal.NextSite(update, ref stream);
            var word = words[site];
            var value = (int)(word >> WordLattice.PrimalBit);
            var proposed = proposal.NextValue(value, ref stream);
            var coin = stream.NextUniform();

            // Bit-sliced count of the neighbours with value 1. The index is in range because words[site] was.
            var (ones, twos, fours) = (0UL, 0UL, 0UL);
            for (var i = site * degree; i < (site + 1) * degree; i++)
            {
                var neighbour = words[Unsafe.Add(ref firstNeighbour, i)];
                var carry = ones & neighbour;
                ones ^= neighbour;
                fours ^= twos & carry;
                twos ^= carry;
            }

            var accepting = Accepting(proposed, coin, ones, twos, fours);
            var moved = Move(word, accepting, proposed);
            var present = 0 - (ulong)value;
            var move = binaryCoupling.Of(value, proposed);
            if (move.Value != proposed || move.ReflectCoin)
            {
                var otherwise = Move(word, Accepting(move.Value, move.ReflectCoin ? 1 - coin : coin, ones, twos, fours), move.Value);
                moved ^= (moved ^ otherwise) & (word ^ present);
            }

            words[site] = moved;
            var differ = moved ^ (0 - (moved >> WordLattice.PrimalBit));
            var changed = differ ^ word ^ present;
            if (changed != 0)
            {
                for (var equal = lattice.Count(changed, differ); equal != 0; equal &= equal - 1)
                {
                    slots.Recouple(BitOperations.TrailingZeroCount(equal), step + update);
                }
            }

            var count = (int)((ones >> 63) | ((twos >> 63) << 1) | ((fours >> 63) << 2));
            var outcome = CountedTable.Outcome(value, proposed, count, (int)(accepting >> WordLattice.PrimalBit));
            outcomes[outcome]++;
            var mass = masses[outcome];
            var slot = slots.Offer(mass, ref pruning);
            if (slot >= 0)
            {
                slots.Place(slot, mass, Weight(outcome), step + update);
                lattice.Branch(slot, site);
            }
        }

        primal = stream;
        sweep++;
    }

    /// <summary>The chains that accept a suggested value under a coin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Accepting(int proposed, double coin, ulong ones, ulong twos, ulong fours)
    {
        // Element c of the vectors stands for count c; the masks of different counts are disjoint, so their sum is their union.
        var isCount = (Vector512.Create(ones) ^ Vector512.Create(~0UL, 0, ~0UL, 0, ~0UL, 0, ~0UL, 0))
            & (Vector512.Create(twos) ^ Vector512.Create(~0UL, ~0UL, 0, 0, ~0UL, ~0UL, 0, 0))
            & (Vector512.Create(fours) ^ Vector512.Create(~0UL, ~0UL, ~0UL, ~0UL, 0, 0, 0, 0));
        return Vector512.Sum(Vector512.LessThan(Vector512.Create(coin), table!.Acceptance(proposed)).AsUInt64() & isCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Move(ulong word, ulong accepting, int proposed) => word ^ ((word ^ (0 - (ulong)proposed)) & accepting);

    /// <summary>v of an outcome whose new value is not the present one.</summary>
    private ReadOnlySpan<double> Weight(int outcome)
    {
        var (accepted, count, proposed) = (outcome & 1, (outcome >> 1) & 7, (outcome >> 4) & 1);
        return table!.ByClass.Weight(SiteTable.Outcome(classes.Table[(8 * proposed) + count], accepted == 1));
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
