using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>How often each of 64 lanes had its bit set in any word of the vectors added.</summary>
internal sealed class LaneCounter
{
    private const int Planes = 16;

    private readonly BitCounter counter = new(Planes);
    private readonly ulong[] planes = new ulong[8 * Planes];
    private readonly long[] counts = new long[PackModel.Lanes];

    /// <summary>Adds eight words of all lanes.</summary>
    public void Add(Vector512<ulong> words)
    {
        counter.Add(words);
        if (counter.Added == (1 << Planes) - 1)
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
        counter.Clear();
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

    private void Empty()
    {
        if (counter.Added == 0)
        {
            return;
        }

        counter.Settle(ref planes[0]);
        for (var word = 0; word < planes.Length; word++)
        {
            for (var lane = 0; lane < counts.Length; lane++)
            {
                counts[lane] += (long)((planes[word] >> lane) & 1) << (word / 8);
            }
        }
    }
}
