using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>How often each of 64 lanes had its bit set in the words added.</summary>
internal sealed class LaneCounter
{
    private const int Planes = 16;

    private readonly CarryTree tree = new(Planes);
    private readonly ulong[] planes = new ulong[8 * (CarryTree.LowPlanes + Planes)];
    private readonly long[] counts = new long[PackModel.Lanes];

    /// <summary>Adds words of all lanes.</summary>
    /// <param name="words">The first of them.</param>
    /// <param name="vectors">How often eight of them, at most 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ref ulong words, int vectors)
    {
        for (nuint word = 0; word < 8 * (nuint)vectors; word += 8)
        {
            Vector512.LoadUnsafe(ref words, word).StoreUnsafe(ref tree.Inputs, word);
        }

        tree.Add(vectors);
        if (tree.Added == (1 << Planes) - 1)
        {
            Empty();
        }
    }

    /// <summary>A lane's count.</summary>
    public long Of(int lane)
    {
        Empty();
        return counts[lane];
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Empty();
        Array.Clear(counts);
    }

    /// <summary>Writes the counts.</summary>
    public void Save(BinaryWriter writer)
    {
        Empty();
        writer.Write(MemoryMarshal.AsBytes(counts.AsSpan()));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        Clear();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(counts.AsSpan()));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Empty()
    {
        if (tree.Added == 0)
        {
            return;
        }

        tree.Settle(ref planes[0]);
        for (var word = 0; word < planes.Length; word++)
        {
            for (var (bits, lane) = (planes[word], 0); bits != 0; bits >>= 1, lane++)
            {
                counts[lane] += (long)(bits & 1) << (word / 8);
            }
        }
    }
}
