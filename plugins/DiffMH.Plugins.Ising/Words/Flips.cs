using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Always the other spin: all chains of a lane compare one uniform number with their own P(next is up), as with the coupling <c>next-spin</c>.</summary>
/// <remarks>
/// P(next is up) is α for a spin that is down and 1 − α for one that is up. With n up neighbours one of the two directions is always
/// taken and the other with probability p, see <see cref="PackModel"/>: where up is favoured, a spin that is down turns, and one that is up
/// stays with 1 − p; where down is, a spin that is up turns, and one that is down turns with p. So one threshold for each n is enough.
/// </remarks>
internal readonly struct Flips : IMoves
{
    private const int FavoursUp = PackModel.Counts * Threshold.Words;

    private readonly AlignedWords table = new(FavoursUp + PackModel.Counts);

    /// <summary>The flips of a pack.</summary>
    public Flips(PackModel model)
    {
        model.FavoursUp.CopyTo(table.All[FavoursUp..]);
        Span<double> probabilities = stackalloc double[PackModel.Lanes];
        for (var count = 0; count < PackModel.Counts; count++)
        {
            for (var lane = 0; lane < PackModel.Lanes; lane++)
            {
                var p = model.Probabilities(count)[lane];
                probabilities[lane] = ((model.FavoursUp[count] >> lane) & 1) == 1 ? 1 - p : p;
            }

            Threshold.Set(table.All.Slice(count * Threshold.Words, Threshold.Words), probabilities);
        }
    }

    /// <inheritdoc/>
    public ref ulong Table => ref table.First;

    /// <inheritdoc/>
    public static int Words => 2 * PackModel.Counts;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Decide(ref ulong table, Vector512<byte> coins, ulong value, ulong shared, ref ulong decision)
    {
        for (var count = 0; count < PackModel.Counts; count++)
        {
            var isBelow = Threshold.Undercut(ref Unsafe.Add(ref table, Threshold.Words * count), coins, shared);
            var favoursUp = Unsafe.Add(ref table, FavoursUp + count);
            Unsafe.Add(ref decision, count) = favoursUp | isBelow;
            Unsafe.Add(ref decision, PackModel.Counts + count) = favoursUp & isBelow;
        }
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
    public static Vector128<ulong> Rejected(ref ulong decision, Vector128<ulong> spins, Vector128<ulong> next) => ~(spins ^ next);
}
