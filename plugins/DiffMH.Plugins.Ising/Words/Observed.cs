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
    /// <param name="bytes">How many bytes a count has.</param>
    /// <param name="pairs">Pairs of broken bonds.</param>
    /// <param name="spins">Up spins.</param>
    /// <param name="sites">L².</param>
    /// <param name="minusCoupling">−J of the lanes.</param>
    /// <param name="minusField">−h of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Observed From<TWidth>(int bytes, ref ulong pairs, ref ulong spins, double sites, Vector512<double> minusCoupling, Vector512<double> minusField)
        where TWidth : struct, ICountWidth
    {
        var bonds = Vector512.Create(2 * sites) - (Vector512.Create(4.0) * TWidth.Numbers(bytes, ref pairs));
        var magnetization = (Vector512.Create(2.0) * TWidth.Numbers(bytes, ref spins)) - Vector512.Create(sites);
        return new Observed(bonds, magnetization, (bonds * minusCoupling) + (magnetization * minusField));
    }
}
