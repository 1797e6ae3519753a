using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>One update of one site: counts the up neighbours of all chains by adders of bits, and leaves it to the moves what follows.</summary>
/// <remarks>Neighbours are given as <see cref="PackLattice.FirstNeighbour"/> does.</remarks>
internal static class SiteUpdate
{
    /// <summary>The next spins of the primal chains.</summary>
    /// <param name="decision">What the update decides.</param>
    /// <param name="own">Their spins on the site.</param>
    /// <param name="all">Their spins on the first site.</param>
    /// <param name="up">The neighbour above.</param>
    /// <param name="left">The neighbour to the left.</param>
    /// <param name="right">The neighbour to the right.</param>
    /// <param name="down">The neighbour below.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> MovePrimal<TMoves>(ref ulong decision, Vector128<ulong> own, ref ulong all, nint up, nint left, nint right, nint down)
        where TMoves : struct, IMoves
    {
        var (a, b) = (Vector128.Create(Unsafe.AddByteOffset(ref all, up)), Vector128.Create(Unsafe.AddByteOffset(ref all, left)));
        var (c, d) = (Vector128.Create(Unsafe.AddByteOffset(ref all, right)), Vector128.Create(Unsafe.AddByteOffset(ref all, down)));
        var three = a ^ b ^ c;
        var majority = Vector128.ConditionalSelect(a ^ b, c, a);
        var both = three & d;
        return TMoves.Next(ref decision, own, three ^ d, majority ^ both, majority & both);
    }

    /// <summary>Moves the alternatives.</summary>
    /// <param name="decision">What the update decides.</param>
    /// <param name="own">Their words on the site.</param>
    /// <param name="all">Their words on the first site.</param>
    /// <param name="up">The neighbour above.</param>
    /// <param name="left">The neighbour to the left.</param>
    /// <param name="right">The neighbour to the right.</param>
    /// <param name="down">The neighbour below.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MoveAlternatives<TMoves>(ref ulong decision, ref ulong own, ref ulong all, nint up, nint left, nint right, nint down)
        where TMoves : struct, IMoves
    {
        var (a, b) = (Vector512.LoadUnsafe(ref Unsafe.Add(ref all, up)), Vector512.LoadUnsafe(ref Unsafe.Add(ref all, left)));
        var (c, d) = (Vector512.LoadUnsafe(ref Unsafe.Add(ref all, right)), Vector512.LoadUnsafe(ref Unsafe.Add(ref all, down)));
        var three = a ^ b ^ c;
        var majority = Vector512.ConditionalSelect(a ^ b, c, a);
        var both = three & d;
        TMoves.Next(ref decision, Vector512.LoadUnsafe(ref own), three ^ d, majority ^ both, majority & both).StoreUnsafe(ref own);
    }
}
