using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Fresh spins: the same site, the same new spin and the same coin for all chains of a lane, as with the coupling <c>same-value</c>.</summary>
/// <remarks>A decision is as <see cref="CountedMoves"/> says, and the fresh spin behind it.</remarks>
internal readonly struct FreshSpins : IMoves
{
    /// <summary>How many words a decision has, more than any other kind of moves takes.</summary>
    public const int WordsOfDecision = Value + 1;

    private const int Value = 2 * PackModel.Counts;

    private const int FavoursUp = PackModel.Counts * Threshold.Words;

    private readonly AlignedWords table = new(FavoursUp + PackModel.Counts);

    /// <summary>The spins of a pack.</summary>
    public FreshSpins(PackModel model)
    {
        model.FavoursUp.CopyTo(table.All[FavoursUp..]);
        for (var count = 0; count < PackModel.Counts; count++)
        {
            Threshold.Set(table.All.Slice(count * Threshold.Words, Threshold.Words), model.Probabilities(count));
        }
    }

    /// <inheritdoc/>
    public ref ulong Table => ref table.First;

    /// <inheritdoc/>
    public static int Words => WordsOfDecision;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Decide(ref ulong table, Vector512<byte> coins, ulong value, ulong shared, ref ulong decision)
    {
        for (var count = 0; count < PackModel.Counts; count++)
        {
            var isRejected = (value ^ Unsafe.Add(ref table, FavoursUp + count)) & ~Threshold.Undercut(ref Unsafe.Add(ref table, Threshold.Words * count), coins, shared);
            Unsafe.Add(ref decision, count) = value & ~isRejected;
            Unsafe.Add(ref decision, PackModel.Counts + count) = value | isRejected;
        }

        Unsafe.Add(ref decision, Value) = value;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Next(ref ulong decision, Vector512<ulong> spins, Vector512<ulong> ones, Vector512<ulong> twos, Vector512<ulong> fours) =>
        CountedMoves.Next(ref decision, spins, ones, twos, fours);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Next(ref ulong decision, Vector128<ulong> spins, Vector128<ulong> ones, Vector128<ulong> twos, Vector128<ulong> fours) =>
        CountedMoves.Next(ref decision, spins, ones, twos, fours);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Rejected(ref ulong decision, Vector128<ulong> spins, Vector128<ulong> next) => Vector128.Create(Unsafe.Add(ref decision, Value)) ^ next;
}
