using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>What belongs to the present state and what belongs to the suggested one, which change places at an acceptance: by a number, for references that are exchanged are reported to the garbage collector.</summary>
/// <typeparam name="T">The numbers.</typeparam>
/// <param name="length">How many each has.</param>
internal struct TwoRows<T>(int length)
{
    private readonly T[] rows = new T[2 * length];
    private readonly int length = length;

    /// <summary>Where the present row begins, 0 or its length.</summary>
    private int here;

    /// <summary>Of the present state.</summary>
    public readonly Span<T> Here => Row(here);

    /// <summary>Of the suggested one.</summary>
    public readonly Span<T> There => Row(length - here);

    /// <summary>Makes the suggested state the present one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exchange() => here = length - here;

    /// <summary>A row, without a look at whether it lies in the array: asked for a dozen times in a step of a chain, that is a tenth of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Span<T> Row(int first) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows), first), length);
}
