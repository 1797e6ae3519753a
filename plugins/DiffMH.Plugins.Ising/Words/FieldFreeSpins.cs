using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Fresh spins at h = 0: what <see cref="FreshSpins"/> does, bit for bit, with two thresholds instead of five.</summary>
/// <remarks>
/// A fresh spin v among n up neighbours may be rejected only where it is alone (J &gt; 0): v up with n = 0 or 1, v down with n = 4 or 3.
/// A decision is v, which of the two spins is meant by up (where J &lt; 0 the other one), and the lanes that reject it against two and against four of the neighbours.
/// </remarks>
internal readonly struct FieldFreeSpins : IMoves
{
    private readonly Threshold two = new();
    private readonly Threshold four = new();
    private readonly ulong opposite;

    /// <summary>The spins of a pack.</summary>
    public FieldFreeSpins(PackModel model)
    {
        two.Set(model.Probabilities(3));
        four.Set(model.Probabilities(4));
        opposite = model.FavoursUp[0];
    }

    /// <inheritdoc/>
    public static int Words => 4;

    /// <inheritdoc/>
    public void Decide(ref ulong random, ref ulong decisions)
    {
        for (nuint update = 0; update < PackRandom.Updates; update++)
        {
            var coins = Vector512.LoadUnsafe(ref random, 8 * update).AsByte();
            var value = Unsafe.Add(ref random, PackRandom.Spins + update);
            var shared = Unsafe.Add(ref random, PackRandom.Shared + update);
            ref var decision = ref Unsafe.Add(ref decisions, 4 * update);
            decision = value;
            Unsafe.Add(ref decision, 1) = value ^ opposite;
            Unsafe.Add(ref decision, 2) = ~two.Undercut(coins, shared);
            Unsafe.Add(ref decision, 3) = ~four.Undercut(coins, shared);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Next(ref ulong decision, Vector512<ulong> spins, Vector512<ulong> ones, Vector512<ulong> twos, Vector512<ulong> fours)
    {
        var meant = Vector512.Create(Unsafe.Add(ref decision, 1));
        var againstTwo = Vector512.Create(Unsafe.Add(ref decision, 2)) & (twos ^ meant);
        var againstFour = Vector512.AndNot(Vector512.Create(Unsafe.Add(ref decision, 3)) & (fours ^ meant), twos);
        var isRejected = Vector512.ConditionalSelect(ones, againstTwo, againstFour);
        return Vector512.ConditionalSelect(isRejected, spins, Vector512.Create(decision));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Next(ref ulong decision, ulong spins, ulong ones, ulong twos, ulong fours)
    {
        var meant = Unsafe.Add(ref decision, 1);
        var againstTwo = Unsafe.Add(ref decision, 2) & (twos ^ meant);
        var againstFour = Unsafe.Add(ref decision, 3) & (fours ^ meant) & ~twos;
        var isRejected = (ones & againstTwo) | (againstFour & ~ones);
        return decision ^ ((decision ^ spins) & isRejected);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Rejected(ref ulong decision, ulong spins, ulong next) => decision ^ next;
}
