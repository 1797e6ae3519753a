namespace DiffMH.Engine.Models;

/// <summary>The moment of one observable as objective: φ(m, θ) = mᵢ.</summary>
/// <param name="observable">i.</param>
internal sealed class MomentObjective(int observable) : IObjective
{
    public T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T> => moments[observable];
}
