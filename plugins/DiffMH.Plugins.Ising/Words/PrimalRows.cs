using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Eight sites of the primal chains to a vector.</summary>
internal readonly ref struct PrimalRows : ISiteRows
{
    private const int Sites = 8;

    private readonly ref ulong spins;
    private readonly ref ulong right;
    private readonly int side;
    private readonly nint last;
    private readonly Vector512<ulong> insideLast;

    /// <summary>The rows of a lattice.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="broken">A word for each site and eight more, to be overwritten: whether the bonds to the right are broken.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PrimalRows(PackLattice lattice, AlignedWords broken)
    {
        var rows = (lattice.Sites + Sites - 1) / Sites;
        (side, last, Count) = (lattice.Side, rows - 1, (rows + StateCounter.RowsOfStep - 1) / StateCounter.RowsOfStep * StateCounter.RowsOfStep);
        insideLast = Vector512.LessThan(Vector512<ulong>.Indices, Vector512.Create((ulong)(lattice.Sites - (Sites * (rows - 1)))));
        spins = ref lattice.FirstPrimal;
        right = ref broken.First;
        lattice.Primal[..side].CopyTo(lattice.Primal[lattice.Sites..]);
        for (nint row = 0; row < rows; row++)
        {
            (At(ref spins, row, 0) ^ At(ref spins, row, 1)).StoreUnsafe(ref right, Sites * (nuint)row);
        }

        // The neighbour of a row's last site is its first one.
        for (nint first = 0; first < lattice.Sites; first += side)
        {
            Unsafe.Add(ref right, first + side - 1) = Unsafe.Add(ref spins, first + side - 1) ^ Unsafe.Add(ref spins, first);
        }
    }

    /// <summary>How many vectors there are: as many as a step of <see cref="StateCounter"/> takes more than once, those behind the last site 0.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> Spins(nint row) => Inside(row, At(ref spins, row, 0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> ToTheRight(nint row) => Inside(row, At(ref right, row, 0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> Below(nint row) => Inside(row, At(ref spins, row, 0) ^ At(ref spins, row, side));

    /// <inheritdoc/>
    public Vector512<ulong> Differences(nint row) => Vector512<ulong>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> At(ref ulong words, nint row, int distance) => Vector512.LoadUnsafe(ref Unsafe.Add(ref words, (Sites * row) + distance));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<ulong> Inside(nint row, Vector512<ulong> words) => row < last ? words : row == last ? words & insideLast : Vector512<ulong>.Zero;
}
