using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>Walks through places given by one bit each, ascending. A place may be freed while it is the current one.</summary>
/// <param name="words">The bits, in words of 64.</param>
public ref struct TakenPlaces(ReadOnlySpan<ulong> words)
{
    private readonly ReadOnlySpan<ulong> words = words;
    private int word = -1;
    private ulong left;

    /// <summary>The present place.</summary>
    public int Current { get; private set; }

    /// <summary>This walk, for <c>foreach</c>.</summary>
    public readonly TakenPlaces GetEnumerator() => this;

    /// <summary>Goes to the next place.</summary>
    /// <returns>Whether there is one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        while (left == 0)
        {
            if (++word == words.Length)
            {
                return false;
            }

            left = words[word];
        }

        Current = (64 * word) + BitOperations.TrailingZeroCount(left);
        left &= left - 1;
        return true;
    }
}
