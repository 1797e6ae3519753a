using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>B, M and E of one chain in each of eight lanes.</summary>
/// <param name="Bonds">B = Σ⟨ij⟩ sᵢ sⱼ.</param>
/// <param name="Spins">M = Σ sᵢ.</param>
/// <param name="Energy">E = −(J B + h M).</param>
internal readonly record struct Observed(Vector512<double> Bonds, Vector512<double> Spins, Vector512<double> Energy)
{
    /// <summary>From counts.</summary>
    /// <param name="counts">The counts of the pack.</param>
    /// <param name="pairs">Pairs of broken bonds.</param>
    /// <param name="spins">Up spins.</param>
    /// <param name="sites">L².</param>
    /// <param name="coupling">J of the lanes.</param>
    /// <param name="field">h of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Observed From(int counts, ref ulong pairs, ref ulong spins, double sites, Vector512<double> coupling, Vector512<double> field)
    {
        var bonds = Vector512.Create(2 * sites) - (Vector512.Create(4.0) * Numbers(counts, ref pairs));
        var magnetization = (Vector512.Create(2.0) * Numbers(counts, ref spins)) - Vector512.Create(sites);
        return new Observed(bonds, magnetization, -((bonds * coupling) + (magnetization * field)));
    }

    /// <summary>The counts of eight lanes as numbers: put behind the exponent of 2⁵², where the unit in the last place is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Numbers(int bytes, ref ulong counted)
    {
        var exponent = Vector512.Create((double)(1L << 52));
        var number = exponent.AsUInt64() | Spread(counted);
        for (var place = 1; place < bytes; place++)
        {
            number |= Spread(Unsafe.Add(ref counted, PackCounts.WordsOfByte * place)) << (8 * place);
        }

        return number.AsDouble() - exponent;
    }

    /// <summary>Each byte of a word in a word of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Spread(ulong bytes) => Vector512.Shuffle(
        Vector512.Create(bytes).AsByte(),
        Vector512.Create(
            0xFFFFFFFFFFFFFF00, 0xFFFFFFFFFFFFFF01, 0xFFFFFFFFFFFFFF12, 0xFFFFFFFFFFFFFF13,
            0xFFFFFFFFFFFFFF24, 0xFFFFFFFFFFFFFF25, 0xFFFFFFFFFFFFFF36, 0xFFFFFFFFFFFFFF37).AsByte()).AsUInt64();
}
