using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>An alternative's values, as differences from the primal chain's.</summary>
/// <param name="primal">The primal chain's values.</param>
/// <param name="differences">For each site the exclusive or of the two chains' values: 0 where they agree.</param>
internal readonly ref struct AlternativeSites(ReadOnlySpan<byte> primal, ReadOnlySpan<byte> differences) : ISiteView
{
    private readonly ReadOnlySpan<byte> primal = primal;
    private readonly ReadOnlySpan<byte> differences = differences;

    /// <inheritdoc/>
    public int this[int site]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => primal[site] ^ differences[site];
    }
}
