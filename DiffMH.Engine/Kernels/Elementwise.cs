using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffMH.Engine.Kernels;

/// <summary>Loops over the numbers of rows, a vector at a time: each number gets the bits that it gets alone.</summary>
/// <remarks>Rows have at least as many numbers as the one that is added to.</remarks>
internal static class Elementwise
{
    /// <summary>sumsᵢ += aᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<double> sums, ReadOnlySpan<double> a)
    {
        var i = 0;
        a = a[..sums.Length];
        for (; i <= sums.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Store(sums, i, Load(sums, i) + Load(a, i));
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += a[i];
        }
    }

    /// <summary>sumsᵢ += aᵢ².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSquares(Span<double> sums, ReadOnlySpan<double> a)
    {
        var i = 0;
        a = a[..sums.Length];
        for (; i <= sums.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Store(sums, i, Load(sums, i) + (Load(a, i) * Load(a, i)));
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += a[i] * a[i];
        }
    }

    /// <summary>sumsᵢ += scale aᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<double> sums, double scale, ReadOnlySpan<double> a)
    {
        var i = 0;
        a = a[..sums.Length];
        for (; i <= sums.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Store(sums, i, Load(sums, i) + (scale * Load(a, i)));
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += scale * a[i];
        }
    }

    /// <summary>sumsᵢ += scale (aᵢ − bᵢ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaledDifference(Span<double> sums, double scale, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var i = 0;
        a = a[..sums.Length];
        b = b[..sums.Length];
        for (; i <= sums.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Store(sums, i, Load(sums, i) + (scale * (Load(a, i) - Load(b, i))));
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += scale * (a[i] - b[i]);
        }
    }

    /// <summary>differencesᵢ = aᵢ − bᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(Span<double> differences, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var i = 0;
        a = a[..differences.Length];
        b = b[..differences.Length];
        for (; i <= differences.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Store(differences, i, Load(a, i) - Load(b, i));
        }

        for (; i < differences.Length; i++)
        {
            differences[i] = a[i] - b[i];
        }
    }

    /// <summary>copyᵢ = aᵢ. Of a few numbers, for which a call would take longer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(Span<double> copy, ReadOnlySpan<double> a)
    {
        var i = 0;
        a = a[..copy.Length];
        for (; i <= copy.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Store(copy, i, Load(a, i));
        }

        for (; i < copy.Length; i++)
        {
            copy[i] = a[i];
        }
    }

    /// <summary>Whether all numbers are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreFinite(ReadOnlySpan<double> a)
    {
        // a − a is 0, or NaN where a is not finite; and NaN spreads.
        var (i, zeros, zero) = (0, Vector256<double>.Zero, 0.0);
        for (; i <= a.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            zeros += Load(a, i) - Load(a, i);
        }

        for (; i < a.Length; i++)
        {
            zero += a[i] - a[i];
        }

        return zero == 0 && Vector256.EqualsAll(zeros, Vector256<double>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ReadOnlySpan<double> row, int place) => Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Span<double> row, int place, Vector256<double> numbers) => numbers.StoreUnsafe(ref MemoryMarshal.GetReference(row), (nuint)place);
}
