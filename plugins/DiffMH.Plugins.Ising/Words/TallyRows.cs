using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Sums of 64 lanes, a row of 64 numbers for each, see <see cref="TallyRow"/>. Lanes j, 8 + j, … 56 + j stand in vector j.</summary>
/// <remarks>Batches and half-chains are differences of the running sums at their ends.</remarks>
internal sealed class TallyRows
{
    /// <summary>How far the next row is.</summary>
    public const int Lanes = PackModel.Lanes;

    /// <summary>How many vectors a row has.</summary>
    public const int Vectors = Lanes / 8;

    private readonly AlignedWords rows = new(TallyRow.Count * Lanes);

    /// <summary>A sum of one lane.</summary>
    /// <param name="row">Which.</param>
    /// <param name="lane">The lane.</param>
    public double this[int row, int lane] => rows.Numbers[(row * Lanes) + SlotWeights.PlaceOf(lane)];

    /// <summary>Where a row has a vector; other rows have it <see cref="Lanes"/> words further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ulong At(int row, int vector) => ref Unsafe.Add(ref rows.First, (row * Lanes) + (8 * vector));

    /// <summary>Adds to the vector of a row.</summary>
    /// <param name="first">Where the first row has it.</param>
    /// <param name="row">How many rows further.</param>
    /// <param name="numbers">What is added.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref ulong first, nuint row, Vector512<double> numbers) =>
        (Vector512.LoadUnsafe(ref first, Lanes * row).AsDouble() + numbers).AsUInt64().StoreUnsafe(ref first, Lanes * row);

    /// <summary>Takes note that a batch of so many draws is complete.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CloseBatch(int length)
    {
        for (var k = 0; k < TallyRow.Observables; k++)
        {
            for (var vector = 0; vector < Vectors; vector++)
            {
                var sum = Row(k, vector);
                var mean = (sum - Row(TallyRow.AtBatch + k, vector)) / Vector512.Create((double)length);
                Add(TallyRow.BatchMeans + k, vector, mean);
                Add(TallyRow.BatchMeanSquares + k, vector, mean * mean);
                Set(TallyRow.AtBatch + k, vector, sum);
            }
        }
    }

    /// <summary>Takes note that half of a chain is complete.</summary>
    /// <param name="draws">So many draws, at least 2.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CloseHalf(int draws)
    {
        var length = Vector512.Create((double)draws);
        for (var k = 0; k < TallyRow.Observables; k++)
        {
            for (var vector = 0; vector < Vectors; vector++)
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

    /// <summary>Forgets everything.</summary>
    public void Clear() => rows.All.Clear();

    /// <summary>Writes all sums.</summary>
    public void Save(BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes(rows.All));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.All));

    private Vector512<double> Row(int row, int vector) => Vector512.LoadUnsafe(ref At(row, vector)).AsDouble();

    private void Set(int row, int vector, Vector512<double> numbers) => numbers.AsUInt64().StoreUnsafe(ref At(row, vector));

    private void Add(int row, int vector, Vector512<double> numbers) => Add(ref At(row, vector), 0, numbers);
}
