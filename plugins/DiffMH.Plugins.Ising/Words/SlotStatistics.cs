using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>How many alternatives of 64 lanes were born and became equal to the primal chain again, and how long that took.</summary>
/// <remarks>
/// Deaths are counted by bits, all lanes at once. Of lifetimes the whole sweeps are: an alternative is counted at the end of each sweep
/// that finds it in its place. What is left are the steps before its birth in its first sweep, and the sweeps of those that did not die by themselves.
/// </remarks>
internal sealed class SlotStatistics
{
    private readonly AlignedWords words = new(2 * 8);
    private readonly LaneCounter dead = new();
    private readonly LaneCounter witnessed = new();
    private readonly long[] births = new long[PackModel.Lanes];
    private readonly long[] excess = new long[PackModel.Lanes];

    /// <summary>Alternatives of a lane that were given a place.</summary>
    public long Births(int lane) => births[lane];

    /// <summary>Those that became equal to the primal chain again.</summary>
    public long Recoupled(int lane) => dead.Of(lane);

    /// <summary>Steps between their births and the ends of the sweeps in which they did.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="sites">Steps of a sweep.</param>
    public long Lifetime(int lane, int sites) => (sites * witnessed.Of(lane)) - excess[lane];

    /// <summary>Takes note of a birth.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="place">The update's place in its sweep.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Born(int lane, int place)
    {
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(births), lane)++;
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(excess), lane) += place;
    }

    /// <summary>Takes note that an alternative was replaced, or lives at the end of the pass.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="life">Steps between its birth and the end of the last sweep; negative where it is of the present one.</param>
    public void Lost(int lane, long life) => excess[lane] += life;

    /// <summary>Takes note of the end of a sweep.</summary>
    /// <param name="living">The alternatives that had a place.</param>
    /// <param name="equal">Those that have become equal to the primal chains.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EndSweep(Vector512<ulong> living, Vector512<ulong> equal)
    {
        Vector512.StoreUnsafe(living, ref words.First);
        Vector512.StoreUnsafe(equal, ref words.First, 8);
        witnessed.Add(ref words.First, 1);
        dead.Add(ref Unsafe.Add(ref words.First, 8), 1);
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        dead.Clear();
        witnessed.Clear();
        Array.Clear(births);
        Array.Clear(excess);
    }

    /// <summary>Writes the counts.</summary>
    public void Save(BinaryWriter writer)
    {
        dead.Save(writer);
        witnessed.Save(writer);
        writer.Write(MemoryMarshal.AsBytes(births.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(excess.AsSpan()));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader)
    {
        dead.Load(reader);
        witnessed.Load(reader);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(births.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(excess.AsSpan()));
    }
}
