using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Fresh spins: the same site, the same new spin and the same coin for all chains of a lane, as with the coupling <c>same-value</c>.</summary>
/// <remarks>A decision is as <see cref="CountedMoves"/> says, and the fresh spin behind it.</remarks>
internal readonly struct FreshSpins : IMoves
{
    private const int Value = 2 * PackModel.Counts;

    private readonly Threshold[] thresholds;
    private readonly ulong[] favoursUp;

    /// <summary>The spins of a pack.</summary>
    public FreshSpins(PackModel model)
    {
        favoursUp = [.. model.FavoursUp];
        thresholds = new Threshold[PackModel.Counts];
        for (var count = 0; count < thresholds.Length; count++)
        {
            thresholds[count] = new Threshold();
            thresholds[count].Set(model.Probabilities(count));
        }
    }

    /// <inheritdoc/>
    public static int Words => Value + 1;

    /// <inheritdoc/>
    public void Decide(ref ulong random, ref ulong decisions)
    {
        for (var update = 0; update < PackRandom.Updates; update++)
        {
            var coins = Vector512.LoadUnsafe(ref random, 8 * (nuint)update).AsByte();
            var value = Unsafe.Add(ref random, PackRandom.Spins + update);
            var shared = Unsafe.Add(ref random, PackRandom.Shared + update);
            ref var decision = ref Unsafe.Add(ref decisions, Words * update);
            for (var count = 0; count < PackModel.Counts; count++)
            {
                var isRejected = (value ^ favoursUp[count]) & ~thresholds[count].Undercut(coins, shared);
                Unsafe.Add(ref decision, count) = value & ~isRejected;
                Unsafe.Add(ref decision, PackModel.Counts + count) = value | isRejected;
            }

            Unsafe.Add(ref decision, Value) = value;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Next(ref ulong decision, Vector512<ulong> spins, Vector512<ulong> ones, Vector512<ulong> twos, Vector512<ulong> fours) =>
        CountedMoves.Next(ref decision, spins, ones, twos, fours);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Next(ref ulong decision, ulong spins, ulong ones, ulong twos, ulong fours) => CountedMoves.Next(ref decision, spins, ones, twos, fours);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Rejected(ref ulong decision, ulong spins, ulong next) => Unsafe.Add(ref decision, Value) ^ next;
}
