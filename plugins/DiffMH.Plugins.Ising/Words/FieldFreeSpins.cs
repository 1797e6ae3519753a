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
    private const int Two = 0;
    private const int Four = Two + Threshold.Words;
    private const int Opposite = Four + Threshold.Words;

    private readonly AlignedWords table = new(Opposite + 1);

    /// <summary>The spins of a pack.</summary>
    public FieldFreeSpins(PackModel model)
    {
        Threshold.Set(table.All.Slice(Two, Threshold.Words), model.Probabilities(3));
        Threshold.Set(table.All.Slice(Four, Threshold.Words), model.Probabilities(4));
        table.All[Opposite] = model.FavoursUp[0];
    }

    /// <inheritdoc/>
    public ref ulong Table => ref table.First;

    /// <inheritdoc/>
    public static int Words => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Decide(ref ulong table, Vector512<byte> coins, ulong value, ulong shared, ref ulong decision)
    {
        decision = value;
        Unsafe.Add(ref decision, 1) = value ^ Unsafe.Add(ref table, Opposite);
        Unsafe.Add(ref decision, 2) = ~Threshold.Undercut(ref Unsafe.Add(ref table, Two), coins, shared);
        Unsafe.Add(ref decision, 3) = ~Threshold.Undercut(ref Unsafe.Add(ref table, Four), coins, shared);
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
    public static Vector128<ulong> Next(ref ulong decision, Vector128<ulong> spins, Vector128<ulong> ones, Vector128<ulong> twos, Vector128<ulong> fours)
    {
        var meant = Vector128.Create(Unsafe.Add(ref decision, 1));
        var againstTwo = Vector128.Create(Unsafe.Add(ref decision, 2)) & (twos ^ meant);
        var againstFour = Vector128.AndNot(Vector128.Create(Unsafe.Add(ref decision, 3)) & (fours ^ meant), twos);
        var isRejected = Vector128.ConditionalSelect(ones, againstTwo, againstFour);
        return Vector128.ConditionalSelect(isRejected, spins, Vector128.Create(decision));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Rejected(ref ulong decision, Vector128<ulong> spins, Vector128<ulong> next) => Vector128.Create(decision) ^ next;
}
