using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>One site of eight alternatives to a vector.</summary>
internal readonly ref struct AlternativeRows(PackLattice lattice) : ISiteRows
{
    private readonly ref ulong spins = ref lattice.FirstAlternative;
    private readonly ref ulong primal = ref lattice.FirstPrimal;
    private readonly ref int neighbours = ref lattice.FirstNeighbour;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> Spins(nint row) => Vector512.LoadUnsafe(ref Unsafe.Add(ref spins, PackLattice.Alternatives * row));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> ToTheRight(nint row) => Spins(row) ^ Vector512.LoadUnsafe(ref Unsafe.Add(ref spins, (nint)Unsafe.Add(ref neighbours, (4 * row) + 2)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> Below(nint row) => Spins(row) ^ Vector512.LoadUnsafe(ref Unsafe.Add(ref spins, (nint)Unsafe.Add(ref neighbours, (4 * row) + 3)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> Differences(nint row) => Spins(row) ^ Vector512.Create(Unsafe.Add(ref primal, row));
}
