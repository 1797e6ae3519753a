using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiffMH;

/// <summary>Some of eight lanes: those where a comparison of <see cref="Lanes"/> holds.</summary>
/// <param name="bits">All bits of a lane that belongs to it, else none.</param>
public readonly struct LaneSet(Vector512<double> bits)
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<double> bits = bits;

    /// <summary>All eight.</summary>
    public static LaneSet All => new(Vector512<double>.AllBitsSet);

    /// <summary>Whether no lane belongs to it.</summary>
    public bool IsEmpty => Places == 0;

    /// <summary>How many lanes belong to it.</summary>
    public int Count => BitOperations.PopCount(Places);

    /// <summary>A bit for each lane, the first lane's the lowest.</summary>
    public ulong Places
    {
        [MethodImpl(Inline)]
        get => bits.ExtractMostSignificantBits();
    }

    /// <summary>1 in the lanes that belong to it, 0 in the others.</summary>
    public Lanes Ones
    {
        [MethodImpl(Inline)]
        get => new(bits & Vector512<double>.One);
    }

    /// <summary>The first so many lanes.</summary>
    public static LaneSet First(int count) => Lanes.Each(place => place) < Lanes.Constant(count);

    /// <summary>The lanes of both.</summary>
    [MethodImpl(Inline)]
    public static LaneSet operator &(LaneSet a, LaneSet b) => new(a.bits & b.bits);

    /// <summary>The lanes of either.</summary>
    [MethodImpl(Inline)]
    public static LaneSet operator |(LaneSet a, LaneSet b) => new(a.bits | b.bits);

    /// <summary>All other lanes.</summary>
    [MethodImpl(Inline)]
    public static LaneSet operator ~(LaneSet a) => new(~a.bits);

    /// <summary>The numbers of one in the lanes that belong to the set, those of the other elsewhere.</summary>
    [MethodImpl(Inline)]
    public Lanes Select(Lanes inside, Lanes outside) => new(Vector512.ConditionalSelect(bits, inside.Numbers, outside.Numbers));

    /// <summary>The same of words.</summary>
    [MethodImpl(Inline)]
    public Vector512<ulong> Select(Vector512<ulong> inside, Vector512<ulong> outside) => Vector512.ConditionalSelect(bits.AsUInt64(), inside, outside);

    /// <summary>Moves the numbers of the lanes that belong to the set.</summary>
    /// <param name="from">Numbers.</param>
    /// <param name="to">As many, which stay in the other lanes.</param>
    [MethodImpl(Inline)]
    public void Move(ReadOnlySpan<Lanes> from, Span<Lanes> to)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = Select(from[i], to[i]);
        }
    }
}
