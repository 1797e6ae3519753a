using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>How many suggestions each of 64 lanes has rejected.</summary>
internal sealed class RejectionCounts
{
    private const int Planes = 16;

    private readonly BitCounter counter = new(Planes);
    private readonly long[] counts = new long[PackModel.Lanes];
    private readonly ulong[] planes = new ulong[8 * Planes];

    /// <summary>Adds the updates of one <see cref="PackRandom.Draw"/>.</summary>
    /// <param name="rejected">For each update the lanes that rejected.</param>
    public void Add(ref ulong rejected)
    {
        for (var update = 0; update < PackRandom.Updates; update += 8)
        {
            counter.Add(Vector512.LoadUnsafe(ref rejected, (nuint)update));
        }

        if (counter.Added >= (1 << Planes) - (PackRandom.Updates / 8))
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
