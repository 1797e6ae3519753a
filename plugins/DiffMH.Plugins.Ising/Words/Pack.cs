using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>64 lanes whose chains are moved together: all share the sites and the random words, each has its own θ, alternatives and sums.</summary>
/// <remarks>
/// What a lane computes depends on the pack's random words, on its own θ and on its own pruning stream, not on the other lanes; those
/// that are not asked for run along at J = h = 0. Of consecutive updates in blocks of 1/q one, chosen at random for all lanes, may give birth
/// (scheme <c>accept</c>, weight divided by q). Alternatives that have become equal to the primal chain are found at the end of a sweep.
/// What takes the time, here and in the parts, is compiled at full optimisation at once: profiles of its first runs make vectors leave their
/// registers, which costs a third, and a pass may be over before.
/// </remarks>
internal sealed class Pack
{
    private readonly KernelRequest request;
    private readonly bool isRandomOrder;
    private readonly bool isFlip;
    private readonly bool bySpins;
    private readonly PackLattice lattice;
    private readonly PackRandom random;
    private readonly PackSlots slots;
    private readonly PackTallies tallies;
    private readonly LaneCounter rejections = new();
    private readonly int birthInterval;
    private RandomStream births;
    private FieldFreeSpins fieldFreeSpins;
    private FreshSpins freshSpins;
    private Flips flips;
    private long sweep;
    private int update;
    private int nextBirth;

    /// <summary>A pack of a point.</summary>
    public Pack(IsingSettings settings, KernelRequest request)
    {
        this.request = request;
        isFlip = request.Proposal == WordKernelOffer.Flip;
        isRandomOrder = ((ProposalSettings)request.ProposalSettings).Order == SiteOrder.Random;
        Model = new PackModel(settings, request.Wrt);
        bySpins = request.Wrt.Contains(settings.H.Index);
        lattice = new PackLattice(settings.L);
        random = new PackRandom(lattice.Sites);
        slots = new PackSlots(Model, request.Estimator.Alternatives);
        tallies = new PackTallies(lattice, request.Chain.Draws);
        birthInterval = Thinning.IntervalOf(lattice.Sites);
    }

    /// <summary>The lanes and their θ, to be set before the pack begins or is loaded.</summary>
    public PackModel Model { get; }

    /// <summary>How many updates of a lane have been made.</summary>
    public long Updates => (sweep * lattice.Sites) + update;

    /// <summary>Whether all draws have been made.</summary>
    public bool IsDone => sweep == request.Chain.Steps;

    /// <summary>Puts all lanes at their start.</summary>
    /// <param name="pack">The pack's number within the point.</param>
    /// <param name="pass">Which pass.</param>
    /// <param name="pruning">The pruning streams of the lanes that are asked for.</param>
    public void Begin(int pack, ChainPass pass, ReadOnlySpan<RandomStream> pruning)
    {
        var source = RandomSource.ForPacks(request.Seed, request.StreamKey.AsSpan());
        random.Open(source, pack, pass);
        births = source.Open(pack, pass, StreamRole.Pruning);
        var start = source.Open(pack, pass, StreamRole.Start);
        foreach (ref var word in lattice.Primal[..lattice.Sites])
        {
            word = request.Chain.Start == WordKernelOffer.Hot ? start.NextBits() : ulong.MaxValue;
        }

        lattice.Equalise();
        slots.Begin(pruning);
        tallies.Clear();
        rejections.Clear();
        (sweep, update) = (0, 0);
        nextBirth = PlaceInBlock();
        Prepare();
    }

    /// <summary>Runs on for at least so many updates, or until all is done.</summary>
    public void Advance(long updates)
    {
        for (var end = Updates + updates; Updates < end && !IsDone;)
        {
            var until = (int)Math.Min(lattice.Sites, update + (end - Updates));
            if (isFlip)
            {
                Move(flips, until);
            }
            else if (Model.IsFieldFree)
            {
                Move(fieldFreeSpins, until);
            }
            else
            {
                Move(freshSpins, until);
            }

            if (update == lattice.Sites)
            {
                EndSweep();
            }
        }
    }

    /// <summary>Adds a lane to its group's row.</summary>
    public void AddTo(int lane, Span<double> row) => new LaneRow(request, Model, slots, tallies).AddTo(lane, lattice.Sites, Updates, rejections.Of(lane), birthInterval, row);

    /// <summary>Writes all that <see cref="Load"/> needs to go on at another place.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(sweep);
        writer.Write(update);
        writer.Write(nextBirth);
        writer.Write(MemoryMarshal.AsBytes(new Span<RandomStream>(ref births)));
        lattice.Save(writer);
        random.Save(writer);
        slots.Save(writer);
        tallies.Save(writer);
        rejections.Save(writer);
    }

    /// <summary>Takes over a pack that was saved.</summary>
    public void Load(BinaryReader reader)
    {
        (sweep, update, nextBirth) = (reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32());
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<RandomStream>(ref births)));
        lattice.Load(reader);
        random.Load(reader);
        slots.Load(reader);
        tallies.Load(reader);
        rejections.Load(reader);
        Prepare();
    }

    private void Prepare()
    {
        tallies.Take(Model);
        if (isFlip)
        {
            flips = new Flips(Model);
        }
        else if (Model.IsFieldFree)
        {
            fieldFreeSpins = new FieldFreeSpins(Model);
        }
        else
        {
            freshSpins = new FreshSpins(Model);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EndSweep()
    {
        (sweep, update) = (sweep + 1, 0);
        nextBirth = PlaceInBlock();

        // Alternatives that have become equal earn nothing, so that it does not matter that they are found only then.
        var differing = request.Chain.IsDraw(sweep) ? tallies.Draw(slots, bySpins || !Model.IsFieldFree) : lattice.Differing();
        slots.EndSweep(differing);
        if (IsDone)
        {
            slots.End(Updates);
        }
    }

    private int PlaceInBlock() => (int)(births.NextBits() & (ulong)(birthInterval - 1));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move<TMoves>(TMoves moves, int until)
        where TMoves : struct, IMoves
    {
        ref var words = ref random.First;
        ref var primal = ref lattice.FirstPrimal;
        ref var alternatives = ref lattice.FirstAlternative;
        ref var neighbours = ref lattice.FirstNeighbour;
        var sites = lattice.Sites;
        while (update < until)
        {
            var first = update;
            var count = Math.Min(random.Updates, sites - first);
            random.Decide(in moves);
            for (nint i = 0; i < count; i++)
            {
                var site = isRandomOrder ? (nint)(((Unsafe.Add(ref words, PackRandom.Shared + i) >> 32) * (ulong)sites) >> 32) : first + i;
                ref var around = ref Unsafe.Add(ref neighbours, 4 * site);
                nint up = around, left = Unsafe.Add(ref around, 1), right = Unsafe.Add(ref around, 2), down = Unsafe.Add(ref around, 3);
                ref var decision = ref Unsafe.Add(ref words, PackRandom.Decisions + (TMoves.Words * i));
                SiteUpdate.MoveAlternatives<TMoves>(ref decision, ref Unsafe.Add(ref alternatives, PackLattice.Alternatives * site), ref alternatives, up, left, right, down);
                var own = Vector128.Create(Unsafe.Add(ref primal, site));
                var next = SiteUpdate.MovePrimal<TMoves>(ref decision, own, ref primal, up, left, right, down);
                Unsafe.Add(ref primal, site) = next.ToScalar();
                Unsafe.Add(ref words, PackRandom.Rejections + i) = TMoves.Rejected(ref decision, own, next).ToScalar();
                if (first + (int)i == nextBirth)
                {
                    Bear((int)site, own.ToScalar(), first + (int)i);
                }
            }

            CountRejections(count);
            update = first + count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountRejections(int count)
    {
        ref var rejected = ref Unsafe.Add(ref random.First, PackRandom.Rejections);
        for (; count % 8 != 0; count++)
        {
            Unsafe.Add(ref rejected, count) = 0;
        }

        rejections.Add(ref rejected, count / 8);
    }

    /// <summary>Lets the primal chains that have accepted a change on a site give birth to alternatives that have not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Bear(int site, ulong before, int place)
    {
        nextBirth = (((place / birthInterval) + 1) * birthInterval) + PlaceInBlock();
        var (ones, twos, fours) = lattice.UpNeighbours(site);
        var sweepStart = sweep * lattice.Sites;
        var move = new PrimalMove(before, lattice.Primal[site], ones, twos, fours);
        var rest = slots.Place(Model.Born(move), move, sweepStart, place, ref lattice.AlternativesAt(site));
        if (rest != 0 && slots.Compete(rest, move, sweepStart, place))
        {
            lattice.Equalise(slots.Replaced);
            lattice.Turn(site, slots.Replaced);
        }
    }
}
