using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>The random words that the lanes of a pack share, and what updates they decide: eight interleaved generators xoshiro256++, a word of each to a vector.</summary>
/// <remarks>
/// For each update 64 bytes, one to a lane, for the coins; a word with a fresh spin for each lane; and a word that all lanes share, with the
/// site in its upper 32 bits and the tail of the coins in the others, see <see cref="Threshold"/>. They come for several updates at once:
/// what draws them and what uses them then each keep their own state in registers. All stands behind one another at fixed distances, so that
/// one address leads to it.
/// </remarks>
internal sealed class PackRandom
{
    /// <summary>Where the words that all lanes share begin, behind those with fresh spins.</summary>
    public const int Shared = Most;

    /// <summary>Where there is room for a word of each update's rejections.</summary>
    public const int Rejections = Shared + Most;

    /// <summary>Where decisions begin.</summary>
    public const int Decisions = Rejections + Most;

    private const int Generators = 8;
    private const int Most = 48;
    private const int MostWordsOfDecision = FreshSpins.WordsOfDecision;

    private readonly ulong[] state = new ulong[4 * Generators];
    private readonly AlignedWords words = new(Decisions + (Most * MostWordsOfDecision));

    /// <summary>Words for the sweeps of a lattice.</summary>
    /// <param name="sites">Updates of a sweep. Of the numbers of updates to draw for at once the one that leaves the fewest over at its end is taken; the largest of equals.</param>
    public PackRandom(int sites)
    {
        for (var updates = Most / 2; updates <= Most; updates += Generators)
        {
            Updates = Updates == 0 || Over(updates) <= Over(Updates) ? updates : Updates;
        }

        int Over(int updates) => (updates - (sites % updates)) % updates;
    }

    /// <summary>For how many updates numbers are drawn at once: a multiple of 8.</summary>
    public int Updates { get; }

    /// <summary>The words of the present updates.</summary>
    public ref ulong First => ref words.First;

    /// <summary>Opens the generators of a pack.</summary>
    public void Open(RandomSource source, int pack, ChainPass pass)
    {
        for (var generator = 0; generator < Generators; generator++)
        {
            var named = source.Open((Generators * pack) + generator, pass, StreamRole.Primal).State;
            (state[generator], state[Generators + generator]) = (named.Word0, named.Word1);
            (state[(2 * Generators) + generator], state[(3 * Generators) + generator]) = (named.Word2, named.Word3);
        }
    }

    /// <summary>Draws the words of the next updates, and decides them.</summary>
    /// <param name="moves">What decides.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Decide<TMoves>(in TMoves moves)
        where TMoves : struct, IMoves
    {
        ref var stored = ref MemoryMarshal.GetArrayDataReference(state);
        ref var first = ref words.First;
        ref var table = ref moves.Table;
        var updates = (nuint)Updates;
        var s0 = Vector512.LoadUnsafe(ref stored);
        var s1 = Vector512.LoadUnsafe(ref stored, Generators);
        var s2 = Vector512.LoadUnsafe(ref stored, 2 * Generators);
        var s3 = Vector512.LoadUnsafe(ref stored, 3 * Generators);
        for (nuint word = 0; word < updates; word += Generators)
        {
            Next(ref s0, ref s1, ref s2, ref s3).StoreUnsafe(ref first, word);
            Next(ref s0, ref s1, ref s2, ref s3).StoreUnsafe(ref first, Shared + word);
        }

        for (nuint update = 0; update < updates; update++)
        {
            var coins = Next(ref s0, ref s1, ref s2, ref s3).AsByte();
            ref var decision = ref Unsafe.Add(ref first, Decisions + ((nuint)TMoves.Words * update));
            TMoves.Decide(ref table, coins, Unsafe.Add(ref first, update), Unsafe.Add(ref first, Shared + update), ref decision);
        }

        s0.StoreUnsafe(ref stored);
        s1.StoreUnsafe(ref stored, Generators);
        s2.StoreUnsafe(ref stored, 2 * Generators);
        s3.StoreUnsafe(ref stored, 3 * Generators);
    }

    /// <summary>The next word of each generator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Next(ref Vector512<ulong> s0, ref Vector512<ulong> s1, ref Vector512<ulong> s2, ref Vector512<ulong> s3)
    {
        var sum = s0 + s3;
        var result = ((sum << 23) | (sum >>> 41)) + s0;
        var shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = (s3 << 45) | (s3 >>> 19);
        return result;
    }

    /// <summary>Writes where the generators are. Words that were drawn are used up before a pack is saved.</summary>
    public void Save(BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes(state.AsSpan()));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader) => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(state.AsSpan()));
}
