using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Counts up to L = 15.</summary>
internal readonly struct OneByte : ICountWidth
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Raised(int bytes, ref ulong counted) => (Vector512.Create(ICountWidth.Raise).AsUInt64() | Spread(counted)).AsDouble();

    /// <summary>Each byte of a word in a word of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Spread(ulong bytes) => Vector512.IsHardwareAccelerated
        ? Vector512.Shuffle(
            Vector512.Create(bytes).AsByte(),
            Vector512.Create(
                0xFFFFFFFFFFFFFF00, 0xFFFFFFFFFFFFFF01, 0xFFFFFFFFFFFFFF12, 0xFFFFFFFFFFFFFF13,
                0xFFFFFFFFFFFFFF24, 0xFFFFFFFFFFFFFF25, 0xFFFFFFFFFFFFFF36, 0xFFFFFFFFFFFFFF37).AsByte()).AsUInt64()
        : Vector512.Create(   // a shuffle of more than the machine's width would go byte by byte
            Vector256.Create(Two(bytes, 0xFFFFFFFFFFFFFF00, 0xFFFFFFFFFFFFFF01), Two(bytes, 0xFFFFFFFFFFFFFF02, 0xFFFFFFFFFFFFFF03)),
            Vector256.Create(Two(bytes, 0xFFFFFFFFFFFFFF04, 0xFFFFFFFFFFFFFF05), Two(bytes, 0xFFFFFFFFFFFFFF06, 0xFFFFFFFFFFFFFF07)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Two(ulong bytes, ulong first, ulong second) =>
        Vector128.Shuffle(Vector128.Create(bytes).AsByte(), Vector128.Create(first, second).AsByte()).AsUInt64();
}
