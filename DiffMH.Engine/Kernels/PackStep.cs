using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>A step of each of eight lanes, some of which accept what is suggested to them, while the others stay where they are.</summary>
/// <param name="from">x.</param>
/// <param name="to">x′.</param>
/// <param name="accepted">The lanes whose x⁺ is x′.</param>
internal readonly ref struct PackStep(MovingState<Lanes, DualLanes> from, MovingState<Lanes, DualLanes> to, LaneSet accepted)
{
    /// <summary>x.</summary>
    public MovingState<Lanes, DualLanes> From { get; } = from;

    /// <summary>x′.</summary>
    public MovingState<Lanes, DualLanes> To { get; } = to;

    /// <summary>The lanes whose x⁺ is x′.</summary>
    public LaneSet Accepted { get; } = accepted;

    /// <summary>A step of chains whose states do not move with θ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackStep Of(ReadOnlySpan<Lanes> from, ReadOnlySpan<Lanes> to, LaneSet accepted) => new(new(from, default), new(to, default), accepted);

    /// <summary>No step: x⁺ = x in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PackStep At(MovingState<Lanes, DualLanes> state) => new(state, state, default);

    /// <summary>The step of one lane.</summary>
    public LaneStep Of(int place)
    {
        var isAccepted = (Accepted.Places >> place & 1) != 0;
        return new(LaneOf(From, place), LaneOf(isAccepted ? To : From, place), isAccepted);
    }

    private static (Real[] X, Dual[][] Moving) LaneOf(MovingState<Lanes, DualLanes> state, int place)
    {
        var x = new Real[state.X.Length];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = new(state.X[i][place]);
        }

        var moving = new Dual[state.Moving.Length][];
        for (var j = 0; j < moving.Length; j++)
        {
            moving[j] = [.. state.Moving[j].Select(number => new Dual(number.Values[place], number.Derivatives[place]))];
        }

        return (x, moving);
    }
}
