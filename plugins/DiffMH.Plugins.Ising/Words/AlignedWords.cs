using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Words of 64 bits that begin at a multiple of 64 bytes, so that no vector of eight of them crosses a cache line.</summary>
internal sealed class AlignedWords
{
    private const int WordsOfLine = 8;

    private readonly ulong[] words;
    private readonly int first;
    private readonly int count;

    /// <summary>Words that are 0.</summary>
    public AlignedWords(int count)
    {
        this.count = count;
        words = GC.AllocateArray<ulong>(count + WordsOfLine - 1, pinned: true);
        first = -(int)(Marshal.UnsafeAddrOfPinnedArrayElement(words, 0) / sizeof(ulong)) & (WordsOfLine - 1);
    }

    /// <summary>The first word.</summary>
    public ref ulong First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(words), first);

    /// <summary>All words.</summary>
    public Span<ulong> All => words.AsSpan(first, count);

    /// <summary>All words as numbers.</summary>
    public Span<double> Numbers => MemoryMarshal.Cast<ulong, double>(All);
}
