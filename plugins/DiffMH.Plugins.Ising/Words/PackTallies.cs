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
    private readonly AlignedWords couplings = new(Lanes);
    private readonly AlignedWords fields = new(Lanes);
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
            (_, couplings.Numbers[place], fields.Numbers[place]) = model.Theta(lane);
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
    public void Draw(PackSlots slots, bool spinsMatter)
    {
        counts.Count();
        for (var vector = 0; vector < 8; vector++)
        {
            Book(vector);
            Earn(vector, TallyRow.ByBonds, ref slots.Bonds);
            if (spinsMatter)
            {
                Earn(vector, TallyRow.BySpins, ref slots.Spins);
            }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int row, int vector, Vector512<double> numbers) => Set(row, vector, Row(row, vector) + numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Observed Observe(ref ulong pairs, ref ulong spins, int vector) => Observed.From(
        counts.Bytes,
        ref pairs,
        ref spins,
        lattice.Sites,
        Vector512.LoadUnsafe(ref couplings.First, 8 * (nuint)vector).AsDouble(),
        Vector512.LoadUnsafe(ref fields.First, 8 * (nuint)vector).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Observed ObservePrimal(int vector)
    {
        ref var counted = ref Unsafe.Add(ref counts.Primal, 8 * vector);
        return Observe(ref counted, ref Unsafe.Add(ref counted, 1), vector);
    }

    private void Book(int vector)
    {
        var (bonds, spins, energy) = ObservePrimal(vector);
        var (energySquared, spinsSquared) = (energy * energy, spins * spins);
        Add(TallyRow.Energy, vector, energy);
        Add(TallyRow.EnergySquared, vector, energySquared);
        Add(TallyRow.Spins, vector, spins);
        Add(TallyRow.AbsSpins, vector, Vector512.Abs(spins));
        Add(TallyRow.SpinsSquared, vector, spinsSquared);
        Add(TallyRow.EnergyFourth, vector, energySquared * energySquared);
        Add(TallyRow.SpinsFourth, vector, spinsSquared * spinsSquared);
        Add(TallyRow.Bonds, vector, bonds);
        Add(TallyRow.EnergyBonds, vector, energy * bonds);
        Add(TallyRow.EnergySpins, vector, energy * spins);
    }

    /// <summary>Adds what the alternatives of eight lanes earn in a draw: w (f(y) − f(x)).</summary>
    private void Earn(int vector, int row, ref double weights)
    {
        var (_, spins, energy) = ObservePrimal(vector);
        var (energySquared, absSpins, spinsSquared) = (energy * energy, Vector512.Abs(spins), spins * spins);
        var (earnedEnergy, earnedEnergySquared) = (Row(row, vector), Row(row + 1, vector));
        var (earnedSpins, earnedAbsSpins, earnedSpinsSquared) = (Row(row + 2, vector), Row(row + 3, vector), Row(row + 4, vector));
        for (var place = 0; place < PackLattice.Alternatives; place++)
        {
            var weight = Vector512.LoadUnsafe(ref weights, (nuint)((Lanes * place) + (8 * vector)));
            var word = (8 * vector) + place;
            var (_, ofSpins, ofEnergy) = Observe(ref Unsafe.Add(ref counts.Pairs, word), ref Unsafe.Add(ref counts.Spins, word), vector);
            earnedEnergy += weight * (ofEnergy - energy);
            earnedEnergySquared += weight * ((ofEnergy * ofEnergy) - energySquared);
            earnedSpins += weight * (ofSpins - spins);
            earnedAbsSpins += weight * (Vector512.Abs(ofSpins) - absSpins);
            earnedSpinsSquared += weight * ((ofSpins * ofSpins) - spinsSquared);
        }

        Set(row, vector, earnedEnergy);
        Set(row + 1, vector, earnedEnergySquared);
        Set(row + 2, vector, earnedSpins);
        Set(row + 3, vector, earnedAbsSpins);
        Set(row + 4, vector, earnedSpinsSquared);
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
