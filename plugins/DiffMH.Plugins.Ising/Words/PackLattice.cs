using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>The spins of a pack: for each site a word of the 64 primal chains and eight words of their alternatives. A bit is a lane.</summary>
/// <remarks>Behind the primal chains' last row stands a copy of their first one, for whoever looks at eight sites and what is below them at once.</remarks>
internal sealed class PackLattice
{
    /// <summary>How many words of alternatives a site has.</summary>
    public const int Alternatives = 8;

    private readonly AlignedWords primal;
    private readonly AlignedWords alternatives;
    private readonly int[] neighbours;

    /// <summary>The periodic square lattice of side L.</summary>
    public PackLattice(int side)
    {
        var graph = SiteGraph.PeriodicSquare(side);
        (Side, Sites) = (side, graph.Sites);
        neighbours = [.. Enumerable.Range(0, Sites).SelectMany(site => graph.Neighbours(site).ToArray()).Select(neighbour => Alternatives * neighbour)];
        primal = new AlignedWords(Sites + side + (8 * StateCounter.RowsOfStep));
        alternatives = new AlignedWords(Alternatives * Sites);
    }

    /// <summary>L.</summary>
    public int Side { get; }

    /// <summary>L².</summary>
    public int Sites { get; }

    /// <summary>The primal chains' words.</summary>
    public Span<ulong> Primal => primal.All;

    /// <summary>The first word of the primal chains.</summary>
    public ref ulong FirstPrimal => ref primal.First;

    /// <summary>The first word of the alternatives.</summary>
    public ref ulong FirstAlternative => ref alternatives.First;

    /// <summary>For each site where its neighbours up, left, right and down have their alternatives: their words, counted from the first. So many bytes behind the first, their primal chains stand.</summary>
    public ref int FirstNeighbour => ref MemoryMarshal.GetArrayDataReference(neighbours);

    /// <summary>Makes all alternatives equal to the primal chains.</summary>
    public void Equalise() => Equalise(Vector512<ulong>.AllBitsSet);

    /// <summary>Makes some alternatives equal to the primal chains.</summary>
    /// <param name="which">The bits of these alternatives.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Equalise(Vector512<ulong> which)
    {
        ref var own = ref alternatives.First;
        ref var theirs = ref primal.First;
        for (var site = 0; site < Sites; site++)
        {
            ref var words = ref Unsafe.Add(ref own, Alternatives * site);
            Vector512.ConditionalSelect(which, Vector512.Create(Unsafe.Add(ref theirs, site)), Vector512.LoadUnsafe(ref words)).StoreUnsafe(ref words);
        }
    }

    /// <summary>The alternatives that differ from the primal chains somewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector512<ulong> Differing()
    {
        ref var own = ref alternatives.First;
        ref var theirs = ref primal.First;
        var differing = Vector512<ulong>.Zero;
        for (var site = 0; site < Sites; site++)
        {
            differing |= Vector512.LoadUnsafe(ref Unsafe.Add(ref own, Alternatives * site)) ^ Vector512.Create(Unsafe.Add(ref theirs, site));
        }

        return differing;
    }

    /// <summary>The numbers of up neighbours of the primal chains, in three planes of bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (ulong Ones, ulong Twos, ulong Fours) UpNeighbours(int site)
    {
        ref var around = ref Unsafe.Add(ref FirstNeighbour, 4 * site);
        var (a, b) = (PrimalAt(around), PrimalAt(Unsafe.Add(ref around, 1)));
        var (c, d) = (PrimalAt(Unsafe.Add(ref around, 2)), PrimalAt(Unsafe.Add(ref around, 3)));
        var (two, otherTwo, carry) = (a & b, c & d, (a ^ b) & (c ^ d));
        return (a ^ b ^ c ^ d, two ^ otherTwo ^ carry, two & otherTwo);
    }

    /// <summary>Turns the spins of some alternatives on a site.</summary>
    public void Turn(int site, Vector512<ulong> which)
    {
        ref var words = ref AlternativesAt(site);
        (Vector512.LoadUnsafe(ref words) ^ which).StoreUnsafe(ref words);
    }

    /// <summary>The eight words of a site's alternatives.</summary>
    public ref ulong AlternativesAt(int site) => ref Unsafe.Add(ref alternatives.First, Alternatives * site);

    /// <summary>Writes all spins.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(primal.All[..Sites]));
        writer.Write(MemoryMarshal.AsBytes(alternatives.All));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(primal.All[..Sites]));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(alternatives.All));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong PrimalAt(nint neighbour) => Unsafe.AddByteOffset(ref primal.First, neighbour);
}
