using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Couplings;

/// <summary>How a step lies to the line between two chains, in whitened coordinates: what <see cref="ReflectionCoupling{TProposal}"/> is made of.</summary>
/// <typeparam name="T">The numbers of one lane or of eight.</typeparam>
internal readonly struct Reflection<T>
    where T : struct, IScalar<T>
{
    private readonly T along;
    private readonly T length;

    /// <summary>A step and a distance.</summary>
    /// <param name="step">z.</param>
    /// <param name="distance">d.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Reflection(ReadOnlySpan<T> step, ReadOnlySpan<T> distance)
    {
        (length, Before, After, along) = (default, default, default, default);
        for (var i = 0; i < distance.Length; i++)
        {
            var (z, d) = (step[i], distance[i]);
            length += d * d;
            Before += z * z;
            After += (z - d) * (z - d);
            along += z * d;
        }
    }

    /// <summary>|z|², the primal's step.</summary>
    public T Before { get; }

    /// <summary>|z − d|², the step that would take the other chain to the same place.</summary>
    public T After { get; }

    /// <summary>The step mirrored in the plane between the chains, z − 2 (e·z) e with e = d/|d|.</summary>
    /// <param name="step">z.</param>
    /// <param name="distance">d; what it holds is replaced by the mirror image.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Mirror(ReadOnlySpan<T> step, Span<T> distance)
    {
        for (var i = 0; i < distance.Length; i++)
        {
            distance[i] = step[i] - (2 * along / length * distance[i]);
        }
    }
}
