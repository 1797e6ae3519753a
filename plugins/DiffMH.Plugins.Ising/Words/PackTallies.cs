using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>The sums of the draws of 64 lanes, eight of them to a vector.</summary>
/// <remarks>
/// Kept are sums of powers of E and M; for derivatives, sums over draws and alternatives of w (f(y) − f(x)) with the two parts of w that
/// <see cref="SlotWeights"/> keeps, from which those of T, J and h are formed once at the end.
/// </remarks>
internal sealed class PackTallies
{
    private const int Lanes = PackModel.Lanes;

    private readonly PackLattice lattice;
    private readonly PackCounts counts;
    private readonly TallyRows rows = new();
    private readonly AlignedWords minusCouplings = new(Lanes);
    private readonly AlignedWords minusFields = new(Lanes);
    private readonly int batchLength;
    private readonly int halfLength;
    private int draws;

    /// <summary>Empty sums.</summary>
    /// <param name="lattice">The chains.</param>
    /// <param name="draws">How many draws a lane has.</param>
    public PackTallies(PackLattice lattice, int draws)
    {
        this.lattice = lattice;
        counts = new PackCounts(lattice);
        (batchLength, halfLength) = ((int)Math.Sqrt(draws), draws / 2);
    }

    /// <summary>Draws so far.</summary>
    public int Draws => draws;

    /// <summary>Finished batches of consecutive draws.</summary>
    public int Batches => draws / batchLength;

    /// <summary>Finished half-chains that are long enough to have a variance.</summary>
    public int Halves => halfLength < 2 ? 0 : Math.Min(draws / halfLength, 2);

    /// <summary>A sum of one lane.</summary>
    /// <param name="row">Which, see <see cref="TallyRow"/>.</param>
    /// <param name="lane">The lane.</param>
    public double this[int row, int lane] => rows[row, lane];

    /// <summary>Takes J and h of the lanes.</summary>
    public void Take(PackModel model)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var place = SlotWeights.PlaceOf(lane);
            var (_, j, h) = model.Theta(lane);
            (minusCouplings.Numbers[place], minusFields.Numbers[place]) = (-j, -h);
        }
    }

    /// <summary>Forgets all draws.</summary>
    public void Clear()
    {
        rows.Clear();
        draws = 0;
    }

    /// <summary>Books a draw of all lanes.</summary>
    /// <param name="slots">The weights of the alternatives.</param>
    /// <param name="spinsMatter">Whether the part of the weights with ΔM is asked for.</param>
    /// <returns>Which alternatives differ from the primal chain somewhere.</returns>
    public Vector512<ulong> Draw(PackSlots slots, bool spinsMatter)
    {
        var differing = counts.Count();
        if (counts.Bytes == 1)
        {
            Book<OneByte>(slots, spinsMatter);
        }
        else
        {
            Book<ManyBytes>(slots, spinsMatter);
        }

        draws++;
        if (draws % batchLength == 0)
        {
            rows.CloseBatch(batchLength);
        }

        if (halfLength >= 2 && (draws == halfLength || draws == 2 * halfLength))
        {
            rows.CloseHalf(halfLength);
        }

        return differing;
    }

    /// <summary>Writes the sums so far.</summary>
    public void Save(BinaryWriter writer)
    {
        rows.Save(writer);
        writer.Write(draws);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        rows.Load(reader);
        draws = reader.ReadInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Book<TWidth>(PackSlots slots, bool spinsMatter)
        where TWidth : struct, ICountWidth
    {
        var raise = Vector512.Create(ICountWidth.Raise);
        for (var vector = 0; vector < TallyRows.Vectors; vector++)
        {
            ref var counted = ref Unsafe.Add(ref counts.Primal, 8 * vector);
            var (pairs, ups) = (TWidth.Raised(counts.Bytes, ref counted), TWidth.Raised(counts.Bytes, ref Unsafe.Add(ref counted, 1)));
            var bonds = Vector512.Create(2.0 * lattice.Sites) - (Vector512.Create(4.0) * (pairs - raise));
            var spins = (Vector512.Create(2.0) * (ups - raise)) - Vector512.Create((double)lattice.Sites);
            var minusCoupling = Vector512.LoadUnsafe(ref minusCouplings.First, 8 * (nuint)vector).AsDouble();
            var minusField = Vector512.LoadUnsafe(ref minusFields.First, 8 * (nuint)vector).AsDouble();
            var primal = new PrimalVector(pairs, ups, bonds, spins, (bonds * minusCoupling) + (spins * minusField));
            AddPrimal(vector, primal);
            Earn<TWidth>(vector, primal, minusCoupling, minusField, TallyRow.ByBonds, ref slots.Weights.Bonds);
            if (spinsMatter)
            {
                Earn<TWidth>(vector, primal, minusCoupling, minusField, TallyRow.BySpins, ref slots.Weights.Spins);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddPrimal(int vector, in PrimalVector primal)
    {
        ref var first = ref rows.At(0, vector);
        var (bonds, spins, energy) = (primal.Bonds, primal.Spins, primal.Energy);
        var (energySquared, spinsSquared) = (energy * energy, spins * spins);
        TallyRows.Add(ref first, TallyRow.Energy, energy);
        TallyRows.Add(ref first, TallyRow.EnergySquared, energySquared);
        TallyRows.Add(ref first, TallyRow.Spins, spins);
        TallyRows.Add(ref first, TallyRow.AbsSpins, Vector512.Abs(spins));
        TallyRows.Add(ref first, TallyRow.SpinsSquared, spinsSquared);
        TallyRows.Add(ref first, TallyRow.EnergyFourth, energySquared * energySquared);
        TallyRows.Add(ref first, TallyRow.SpinsFourth, spinsSquared * spinsSquared);
        TallyRows.Add(ref first, TallyRow.Bonds, bonds);
        TallyRows.Add(ref first, TallyRow.EnergyBonds, energy * bonds);
        TallyRows.Add(ref first, TallyRow.EnergySpins, energy * spins);
    }

    /// <summary>Adds what the alternatives of eight lanes earn in a draw: Σ w (f(y) − f(x)).</summary>
    /// <remarks>
    /// An alternative that has c more pairs of broken bonds and u more up spins has ΔB = −4 c and ΔM = 2 u. Summed are powers of c and u,
    /// from which those of ΔE = −J ΔB − h ΔM follow, and Δ(E²) = (ΔE)² + 2 E ΔE.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Earn<TWidth>(int vector, in PrimalVector primal, Vector512<double> minusCoupling, Vector512<double> minusField, int row, ref double weights)
        where TWidth : struct, ICountWidth
    {
        ref var pairs = ref Unsafe.Add(ref counts.Pairs, 8 * vector);
        ref var ups = ref Unsafe.Add(ref counts.Spins, 8 * vector);
        ref var weight = ref Unsafe.Add(ref weights, 8 * vector);
        var (bytes, pairsOfPrimal, upsOfPrimal) = (counts.Bytes, primal.Pairs, primal.Ups);
        var halfSpins = primal.Spins * Vector512.Create(0.5);
        var absHalfSpins = Vector512.Abs(halfSpins);
        var (c1, c2, u1) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        var (u2, cu, abs) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
        for (nint place = 0; place < PackLattice.Alternatives; place++)
        {
            var w = Vector512.LoadUnsafe(ref Unsafe.Add(ref weight, Lanes * place));
            var c = TWidth.Raised(bytes, ref Unsafe.Add(ref pairs, place)) - pairsOfPrimal;
            var u = TWidth.Raised(bytes, ref Unsafe.Add(ref ups, place)) - upsOfPrimal;
            var (wc, wu) = (w * c, w * u);
            c1 += wc;
            c2 += wc * c;
            u1 += wu;
            u2 += wu * u;
            cu += wc * u;
            abs += w * (Vector512.Abs(halfSpins + u) - absHalfSpins);
        }

        var (ofPair, ofUp, two, four) = (Vector512.Create(-4.0) * minusCoupling, Vector512.Create(2.0) * minusField, Vector512.Create(2.0), Vector512.Create(4.0));
        var energy = (ofPair * c1) + (ofUp * u1);
        var energyOfDifference = (ofPair * ofPair * c2) + (two * ofPair * ofUp * cu) + (ofUp * ofUp * u2);
        ref var first = ref rows.At(row, vector);
        TallyRows.Add(ref first, TallyRow.Energy, energy);
        TallyRows.Add(ref first, TallyRow.EnergySquared, energyOfDifference + (two * primal.Energy * energy));
        TallyRows.Add(ref first, TallyRow.Spins, two * u1);
        TallyRows.Add(ref first, TallyRow.AbsSpins, two * abs);
        TallyRows.Add(ref first, TallyRow.SpinsSquared, four * (u2 + (primal.Spins * u1)));
    }
}
