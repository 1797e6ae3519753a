using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH;

/// <summary>The streams of eight lanes side by side: each gives the words that its <see cref="RandomStream"/> gives alone.</summary>
/// <remarks>A mutable struct: pass it by reference. A copy remembers where the streams were, for <see cref="PutBack"/>.</remarks>
public struct StreamPack
{
    private Vector512<ulong> s0;
    private Vector512<ulong> s1;
    private Vector512<ulong> s2;
    private Vector512<ulong> s3;

    /// <summary>The stream of one lane.</summary>
    public RandomStream this[int lane]
    {
        readonly get => new(s0.GetElement(lane), s1.GetElement(lane), s2.GetElement(lane), s3.GetElement(lane));
        set
        {
            var (word0, word1, word2, word3) = value.State;
            (s0, s1) = (s0.WithElement(lane, word0), s1.WithElement(lane, word1));
            (s2, s3) = (s2.WithElement(lane, word2), s3.WithElement(lane, word3));
        }
    }

    /// <summary>The next 64 random bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<ulong> NextBits()
    {
        // Copies, so that no step waits for a store of the one before.
        var (a, b, c, d) = (s0, s1, s2, s3);
        var result = RotateLeft(a + d, 23) + a;
        c ^= a;
        d ^= b;
        s2 = c ^ (b << 17);
        s1 = b ^ c;
        s0 = a ^ d;
        s3 = RotateLeft(d, 45);
        return result;
    }

    /// <summary>What <see cref="RandomStream.NextUniform"/> gives each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes NextUniform() => (1.0 / (1UL << 53)) * new Lanes(Vector512.ConvertToDouble(((NextBits() >> 11) | Vector512<ulong>.One).AsInt64()));

    /// <summary>The same for some lanes; the streams of the others stay where they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes NextUniform(LaneSet where)
    {
        var before = this;
        var uniform = NextUniform();
        PutBack(before, ~where);
        return uniform;
    }

    /// <summary>What <see cref="RandomStream.NextNormal"/> gives each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes NextNormal()
    {
        var bits = NextBits();
        var layers = bits & Vector512.Create(NormalLayers.Count - 1UL);
        ref var widths = ref MemoryMarshal.GetReference(NormalLayers.Widths);
        var x = (1.0 / (1L << 52)) * new Lanes(Vector512.ConvertToDouble((bits.AsInt64() >> 11) | Vector512<long>.One)) * Gather(ref widths, layers);
        var isInside = new Lanes(Vector512.Abs(x.Numbers)) < Gather(ref Unsafe.Add(ref widths, 1), layers);
        return isInside.Places == byte.MaxValue ? x : Finish(layers, x, ~isInside);
    }

    /// <summary>Puts the streams of some lanes back to where they were.</summary>
    /// <param name="before">A copy made then.</param>
    /// <param name="where">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PutBack(in StreamPack before, LaneSet where)
    {
        s0 = where.Select(before.s0, s0);
        s1 = where.Select(before.s1, s1);
        s2 = where.Select(before.s2, s2);
        s3 = where.Select(before.s3, s3);
    }

    /// <summary>Decides, lane by lane, about places at the edges of their layers: one lane in 128.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Lanes Finish(Vector512<ulong> layers, Lanes x, LaneSet where)
    {
        for (var left = where.Places; left != 0; left &= left - 1)
        {
            var lane = BitOperations.TrailingZeroCount(left);
            var stream = this[lane];
            x = x.With(lane, stream.NextAtEdge((int)layers.GetElement(lane), x[lane]));
            this[lane] = stream;
        }

        return x;
    }

    /// <summary>The numbers of a table at eight places, which are known to lie in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Gather(ref double table, Vector512<ulong> places) => new(Vector512.Create(
        Unsafe.Add(ref table, (nint)places.GetElement(0)),
        Unsafe.Add(ref table, (nint)places.GetElement(1)),
        Unsafe.Add(ref table, (nint)places.GetElement(2)),
        Unsafe.Add(ref table, (nint)places.GetElement(3)),
        Unsafe.Add(ref table, (nint)places.GetElement(4)),
        Unsafe.Add(ref table, (nint)places.GetElement(5)),
        Unsafe.Add(ref table, (nint)places.GetElement(6)),
        Unsafe.Add(ref table, (nint)places.GetElement(7))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> RotateLeft(Vector512<ulong> words, int by) => (words << by) | (words >> (64 - by));
}
