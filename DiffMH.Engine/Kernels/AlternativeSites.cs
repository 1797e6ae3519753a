using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>An alternative's values: the primal chain's, but where its bit says that it differs, its own.</summary>
/// <param name="primal">The primal chain's values.</param>
/// <param name="differs">For each site one bit per alternative.</param>
/// <param name="own">The alternatives' own values, valid where the bit is set: M per site.</param>
/// <param name="places">M.</param>
/// <param name="slot">Which alternative.</param>
internal readonly ref struct AlternativeSites(byte[] primal, ulong[] differs, byte[] own, int places, int slot) : ISiteView
{
    private readonly ref byte primal = ref MemoryMarshal.GetArrayDataReference(primal);
    private readonly ref ulong differs = ref MemoryMarshal.GetArrayDataReference(differs);
    private readonly ref byte own = ref MemoryMarshal.GetArrayDataReference(own);

    /// <inheritdoc/>
    public int this[int site]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ((Unsafe.Add(ref differs, site) >> slot) & 1) == 0 ? Unsafe.Add(ref primal, site) : Unsafe.Add(ref own, (nint)site * places + slot);
    }
}
