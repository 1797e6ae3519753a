using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DiffMH;

/// <summary>A stream of random words: the generator xoshiro256++ (Blackman and Vigna 2021, arXiv:1805.01407), period 2²⁵⁶ − 1.</summary>
/// <remarks>
/// A mutable struct: pass it by reference, a copy repeats the same words. Obtain one from <see cref="RandomSource"/>, which
/// derives its state from the stream's name; no stream has a seed of its own.
/// </remarks>
public struct RandomStream
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>A stream in the given state.</summary>
    /// <exception cref="ArgumentException">All four words are 0, the one state that never changes.</exception>
    public RandomStream(ulong word0, ulong word1, ulong word2, ulong word3)
    {
        if ((word0 | word1 | word2 | word3) == 0)
        {
            throw new ArgumentException("The state of xoshiro256++ is four words that are not all 0; found 0, 0, 0, 0.", nameof(word0));
        }

        (s0, s1, s2, s3) = (word0, word1, word2, word3);
    }

    /// <summary>The four words that continue this stream, for storing it between calls.</summary>
    public readonly (ulong Word0, ulong Word1, ulong Word2, ulong Word3) State => (s0, s1, s2, s3);

    /// <summary>The next 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextBits()
    {
        // Copies, so that no step waits for a store of the one before.
        var (a, b, c, d) = (s0, s1, s2, s3);
        var result = BitOperations.RotateLeft(a + d, 23) + a;
        c ^= a;
        d ^= b;
        s2 = c ^ (b << 17);
        s1 = b ^ c;
        s0 = a ^ d;
        s3 = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>A uniform number strictly between 0 and 1: an odd multiple of 2⁻⁵³.</summary>
    /// <remarks>The set of values is symmetric, so that 1 − u is exact, has the same law and never is 0 or 1.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextUniform() => ((NextBits() >> 11) | 1) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number, by the ziggurat of <see cref="NormalLayers"/>.</summary>
    /// <remarks>
    /// Marsaglia and Tsang 2000, with a word's lower 8 bits for the layer and its upper 53 for the place in it: bits that served both, as in
    /// the original, would be seen in the result (Doornik 2005). 99.2 % of the numbers take one word, two products and a comparison, the
    /// same bits on every machine. In the others <see cref="Math.Exp"/> and <see cref="Math.Log(double)"/> take part, which differ in the last bit
    /// between systems, as they do in densities: equal bits are promised where these functions are equal.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextNormal()
    {
        var bits = NextBits();
        var layer = (int)(bits & (NormalLayers.Count - 1));
        var x = PlaceIn(layer, bits);
        return Math.Abs(x) < NormalLayers.Widths[layer + 1] ? x : NextAtEdge(layer, x);
    }

    /// <summary>Fills with the numbers that as many calls of <see cref="NextNormal"/> give.</summary>
    /// <remarks>From a copy of the state, which stays in registers: in memory each of the generator's operations waits for the one before.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NextNormals(Span<double> numbers)
    {
        var copy = this;
        for (var i = 0; i < numbers.Length; i++)
        {
            var bits = copy.NextBits();
            var layer = (int)(bits & (NormalLayers.Count - 1));
            var x = PlaceIn(layer, bits);
            if (Math.Abs(x) >= NormalLayers.Widths[layer + 1])
            {
                this = copy;
                x = NextAtEdge(layer, x);
                copy = this;
            }

            numbers[i] = x;
        }

        this = copy;
    }

    /// <summary>A uniform integer in 0 … n − 1, uniform to within n · 2⁻⁶⁴.</summary>
    /// <param name="n">How many values, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextIndex(int n) => (int)HighProduct(NextBits(), (ulong)n);

    /// <summary>An odd multiple of 2⁻⁵² strictly between −1 and 1, times the layer's width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PlaceIn(int layer, ulong bits) => (((long)bits >> 11) | 1) * (1.0 / (1L << 52)) * NormalLayers.Widths[layer];

    /// <summary>Decides about a place that is not under the whole height of its layer: in the tail, under the curve, or to be drawn anew.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal double NextAtEdge(int layer, double x)
    {
        if (layer == 0)
        {
            return Math.CopySign(NextInTail(), x);
        }

        var (below, above) = (NormalLayers.Height(layer), NormalLayers.Height(layer + 1));
        return below + (NextUniform() * (above - below)) < Math.Exp(-0.5 * x * x) ? x : NextNormal();
    }

    /// <summary>A normal number above r: exponential draws of rate r, kept with probability e^(−a²/2) (Marsaglia 1964).</summary>
    private double NextInTail()
    {
        while (true)
        {
            var a = -Math.Log(NextUniform()) / NormalLayers.Tail;
            var b = -Math.Log(NextUniform());
            if (2 * b >= a * a)
            {
                return NormalLayers.Tail + a;
            }
        }
    }

    /// <summary>The upper 64 bits of a product. The library's method writes the lower ones to memory, which costs a tenth of a site update.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HighProduct(ulong a, ulong b) => Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);
}
