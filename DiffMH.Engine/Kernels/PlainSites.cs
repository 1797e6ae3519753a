using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>The primal chain's values.</summary>
/// <param name="values">One byte per site.</param>
internal readonly ref struct PlainSites(ReadOnlySpan<byte> values) : ISiteView
{
    private readonly ReadOnlySpan<byte> values = values;

    /// <inheritdoc/>
    public int this[int site]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => values[site];
    }
}
