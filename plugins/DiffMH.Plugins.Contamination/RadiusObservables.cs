using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Contamination;

/// <summary><c>squared_norm</c>, |x|², and <c>is_in_ring</c>, 1 outside the ball and 0 inside.</summary>
public readonly struct RadiusObservables : IVectorObservables
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<Observable> Names { get; } = [new("squared_norm"), new("is_in_ring")];

    /// <inheritdoc/>
    public bool IsContinuous => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Observe<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta, Span<T> values)
        where T : struct, IScalar<T>
    {
        var square = T.Constant(0);
        foreach (var coordinate in x)
        {
            square += coordinate * coordinate;
        }

        values[0] = square;
        values[1] = T.Select(square - T.Constant(1), T.Constant(1), T.Constant(0));
    }
}
