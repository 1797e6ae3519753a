using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The primal chain's values.</summary>
/// <param name="values">One byte per site.</param>
internal readonly ref struct PlainSites(byte[] values) : ISiteView
{
    private readonly ref byte first = ref MemoryMarshal.GetArrayDataReference(values);

    /// <inheritdoc/>
    public int this[int site]
    {
        // Sites come from the graph and the proposal, both checked once; a check here costs a tenth of the update.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref first, site);
    }
}
