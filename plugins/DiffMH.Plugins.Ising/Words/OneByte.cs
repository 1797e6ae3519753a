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
    public static Vector512<ulong> Spread(ulong bytes) => Vector512.Shuffle(
        Vector512.Create(bytes).AsByte(),
        Vector512.Create(
            0xFFFFFFFFFFFFFF00, 0xFFFFFFFFFFFFFF01, 0xFFFFFFFFFFFFFF12, 0xFFFFFFFFFFFFFF13,
            0xFFFFFFFFFFFFFF24, 0xFFFFFFFFFFFFFF25, 0xFFFFFFFFFFFFFF36, 0xFFFFFFFFFFFFFF37).AsByte()).AsUInt64();
}
