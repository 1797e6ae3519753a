using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Counts of any lattice.</summary>
internal readonly struct ManyBytes : ICountWidth
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Raised(int bytes, ref ulong counted)
    {
        var number = Vector512.Create(ICountWidth.Raise).AsUInt64();
        for (var place = 0; place < bytes; place++)
        {
            number |= OneByte.Spread(Unsafe.Add(ref counted, PackCounts.WordsOfByte * place)) << (8 * place);
        }

        return number.AsDouble();
    }
}
