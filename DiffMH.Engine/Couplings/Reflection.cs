using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Couplings;

/// <summary>How a step lies to the line between two chains, in whitened coordinates: what <see cref="ReflectionCoupling{TProposal}"/> is made of.</summary>
/// <typeparam name="T">The numbers of one lane or of eight.</typeparam>
internal readonly struct Reflection<T>
    where T : struct, IScalar<T>
{
    /// <summary>A step and a distance.</summary>
    /// <param name="step">z.</param>
    /// <param name="distance">d.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Reflection(ReadOnlySpan<T> step, ReadOnlySpan<T> distance)
    {
        var (before, after) = (default(T), default(T));
        step = step[..distance.Length];
        for (var i = 0; i < distance.Length; i++)
        {
            var (z, d) = (step[i], distance[i]);
            before += z * z;
            after += (z - d) * (z - d);
        }

        (Before, After) = (before, after);
    }

    /// <summary>|z|², the primal's step.</summary>
    public T Before { get; }

    /// <summary>|z − d|², the step that would take the other chain to the same place.</summary>
    public T After { get; }

    /// <summary>The step mirrored in the plane between the chains, z − 2 (e·z) e with e = d/|d|.</summary>
    /// <param name="step">z.</param>
    /// <param name="distance">d; what it holds is replaced by the mirror image.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mirror(ReadOnlySpan<T> step, Span<T> distance)
    {
        // Summed here and not with the lengths: sums that are needed after a coin has been tossed are kept in memory while they are added up.
        var (along, length) = (default(T), default(T));
        step = step[..distance.Length];
        for (var i = 0; i < distance.Length; i++)
        {
            along += step[i] * distance[i];
            length += distance[i] * distance[i];
        }

        var twice = 2 * along / length;
        for (var i = 0; i < distance.Length; i++)
        {
            distance[i] = step[i] - (twice * distance[i]);
        }
    }
}
