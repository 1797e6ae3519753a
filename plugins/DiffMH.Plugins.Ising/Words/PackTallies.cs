using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>The sums of the draws of 64 lanes, eight of them to a vector.</summary>
/// <remarks>
/// Kept are sums of powers of E and M; for derivatives, sums over draws and alternatives of w (f(y) − f(x)) with the two parts of w that
/// <see cref="PackSlots"/> keeps, from which those of T, J and h are formed once at the end. Batches and half-chains are differences of the
/// running sums at their ends. Lanes j, 8 + j, … 56 + j stand in vector j.
/// </remarks>
internal sealed class PackTallies
{
    private const int Lanes = PackModel.Lanes;

    private readonly PackLattice lattice;
    private readonly PackCounts counts;
    private readonly AlignedWords rows = new(TallyRow.Count * Lanes);
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
    public double this[int row, int lane] => rows.Numbers[(row * Lanes) + PackSlots.PlaceOf(lane)];

    /// <summary>Takes J and h of the lanes.</summary>
    public void Take(PackModel model)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var place = PackSlots.PlaceOf(lane);
            var (_, j, h) = model.Theta(lane);
            (minusCouplings.Numbers[place], minusFields.Numbers[place]) = (-j, -h);
        }
    }

    /// <summary>Forgets all draws.</summary>
    public void Clear()
    {
        rows.All.Clear();
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
            CloseBatch();
        }

        if (draws == halfLength || draws == 2 * halfLength)
        {
            CloseHalf();
        }

        return differing;
    }

    /// <summary>Writes the sums so far.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(rows.All));
        writer.Write(draws);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.All));
        draws = reader.ReadInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong At(int row, int vector) => ref Unsafe.Add(ref rows.First, (row * Lanes) + (8 * vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Row(int row, int vector) => Vector512.LoadUnsafe(ref At(row, vector)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Set(int row, int vector, Vector512<double> numbers) => numbers.AsUInt64().StoreUnsafe(ref At(row, vector));

    private void Add(int row, int vector, Vector512<double> numbers) => Add(ref At(row, vector), 0, numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref ulong first, nuint row, Vector512<double> numbers) =>
        (Vector512.LoadUnsafe(ref first, Lanes * row).AsDouble() + numbers).AsUInt64().StoreUnsafe(ref first, Lanes * row);

    private void Book<TWidth>(PackSlots slots, bool spinsMatter)
        where TWidth : struct, ICountWidth
    {
        var raise = Vector512.Create(ICountWidth.Raise);
        for (var vector = 0; vector < 8; vector++)
        {
            ref var counted = ref Unsafe.Add(ref counts.Primal, 8 * vector);
            var (pairs, ups) = (TWidth.Raised(counts.Bytes, ref counted), TWidth.Raised(counts.Bytes, ref Unsafe.Add(ref counted, 1)));
            var bonds = Vector512.Create(2.0 * lattice.Sites) - (Vector512.Create(4.0) * (pairs - raise));
            var spins = (Vector512.Create(2.0) * (ups - raise)) - Vector512.Create((double)lattice.Sites);
            var minusCoupling = Vector512.LoadUnsafe(ref minusCouplings.First, 8 * (nuint)vector).AsDouble();
            var minusField = Vector512.LoadUnsafe(ref minusFields.First, 8 * (nuint)vector).AsDouble();
            var primal = new PrimalVector(pairs, ups, bonds, spins, (bonds * minusCoupling) + (spins * minusField));
            AddPrimal(vector, primal);
            Earn<TWidth>(vector, primal, minusCoupling, minusField, TallyRow.ByBonds, ref slots.Bonds);
            if (spinsMatter)
            {
                Earn<TWidth>(vector, primal, minusCoupling, minusField, TallyRow.BySpins, ref slots.Spins);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddPrimal(int vector, in PrimalVector primal)
    {
        ref var first = ref At(0, vector);
        var (bonds, spins, energy) = (primal.Bonds, primal.Spins, primal.Energy);
        var (energySquared, spinsSquared) = (energy * energy, spins * spins);
        Add(ref first, TallyRow.Energy, energy);
        Add(ref first, TallyRow.EnergySquared, energySquared);
        Add(ref first, TallyRow.Spins, spins);
        Add(ref first, TallyRow.AbsSpins, Vector512.Abs(spins));
        Add(ref first, TallyRow.SpinsSquared, spinsSquared);
        Add(ref first, TallyRow.EnergyFourth, energySquared * energySquared);
        Add(ref first, TallyRow.SpinsFourth, spinsSquared * spinsSquared);
        Add(ref first, TallyRow.Bonds, bonds);
        Add(ref first, TallyRow.EnergyBonds, energy * bonds);
        Add(ref first, TallyRow.EnergySpins, energy * spins);
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
        ref var first = ref At(row, vector);
        Add(ref first, TallyRow.Energy, energy);
        Add(ref first, TallyRow.EnergySquared, energyOfDifference + (two * primal.Energy * energy));
        Add(ref first, TallyRow.Spins, two * u1);
        Add(ref first, TallyRow.AbsSpins, two * abs);
        Add(ref first, TallyRow.SpinsSquared, four * (u2 + (primal.Spins * u1)));
    }

    private void CloseBatch()
    {
        for (var k = 0; k < TallyRow.Observables; k++)
        {
            for (var vector = 0; vector < 8; vector++)
            {
                var sum = Row(k, vector);
                var mean = (sum - Row(TallyRow.AtBatch + k, vector)) / Vector512.Create((double)batchLength);
                Add(TallyRow.BatchMeans + k, vector, mean);
                Add(TallyRow.BatchMeanSquares + k, vector, mean * mean);
                Set(TallyRow.AtBatch + k, vector, sum);
            }
        }
    }

    private void CloseHalf()
    {
        if (halfLength < 2)
        {
            return;
        }

        var length = Vector512.Create((double)halfLength);
        for (var k = 0; k < TallyRow.Observables; k++)
        {
            for (var vector = 0; vector < 8; vector++)
            {
                var (sum, square) = (Row(k, vector), Row(TallyRow.SquareOf(k), vector));
                var mean = (sum - Row(TallyRow.AtHalf + k, vector)) / length;
                var variance = (square - Row(TallyRow.SquaresAtHalf + k, vector) - (length * mean * mean)) / (length - Vector512<double>.One);
                Add(TallyRow.HalfMeans + k, vector, mean);
                Add(TallyRow.HalfMeanSquares + k, vector, mean * mean);
                Add(TallyRow.HalfVariances + k, vector, Vector512.Max(Vector512<double>.Zero, variance));
                Set(TallyRow.AtHalf + k, vector, sum);
                Set(TallyRow.SquaresAtHalf + k, vector, square);
            }
        }
    }
}
