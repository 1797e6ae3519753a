using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>
/// The next spins where a decision has two words for each number of up neighbours: the next spin of a chain whose spin is down, and, five
/// words further, of one whose spin is up.
/// </summary>
internal static class CountedMoves
{
    private const int OfUp = 5;

    /// <summary>As in <see cref="IMoves"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Next(ref ulong decision, Vector512<ulong> spins, Vector512<ulong> ones, Vector512<ulong> twos, Vector512<ulong> fours) => Vector512.ConditionalSelect(
        spins,
        Chosen(ref Unsafe.Add(ref decision, OfUp), ones, twos, fours),
        Chosen(ref decision, ones, twos, fours));

    /// <summary>As in <see cref="IMoves"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Next(ref ulong decision, Vector128<ulong> spins, Vector128<ulong> ones, Vector128<ulong> twos, Vector128<ulong> fours) => Vector128.ConditionalSelect(
        spins,
        Chosen(ref Unsafe.Add(ref decision, OfUp), ones, twos, fours),
        Chosen(ref decision, ones, twos, fours));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Chosen(ref ulong byCount, Vector512<ulong> ones, Vector512<ulong> twos, Vector512<ulong> fours)
    {
        var odd = Vector512.ConditionalSelect(twos, Vector512.Create(Unsafe.Add(ref byCount, 3)), Vector512.Create(Unsafe.Add(ref byCount, 1)));
        var zeroOrFour = Vector512.ConditionalSelect(fours, Vector512.Create(Unsafe.Add(ref byCount, 4)), Vector512.Create(byCount));
        var even = Vector512.ConditionalSelect(twos, Vector512.Create(Unsafe.Add(ref byCount, 2)), zeroOrFour);
        return Vector512.ConditionalSelect(ones, odd, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Chosen(ref ulong byCount, Vector128<ulong> ones, Vector128<ulong> twos, Vector128<ulong> fours)
    {
        var odd = Vector128.ConditionalSelect(twos, Vector128.Create(Unsafe.Add(ref byCount, 3)), Vector128.Create(Unsafe.Add(ref byCount, 1)));
        var zeroOrFour = Vector128.ConditionalSelect(fours, Vector128.Create(Unsafe.Add(ref byCount, 4)), Vector128.Create(byCount));
        var even = Vector128.ConditionalSelect(twos, Vector128.Create(Unsafe.Add(ref byCount, 2)), zeroOrFour);
        return Vector128.ConditionalSelect(ones, odd, even);
    }
}
