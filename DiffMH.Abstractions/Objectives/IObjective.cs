namespace DiffMH;

/// <summary>An objective φ(m, θ): a function of the moments m = E[f] of all observables and of the parameters.</summary>
/// <remarks>It is applied to moments merged over chains, never to those of one chain: φ of an average is biased by its curvature.</remarks>
public interface IObjective
{
    /// <summary>φ(m, θ).</summary>
    /// <param name="moments">The k moments, in the order of the observables.</param>
    /// <param name="theta">All parameters of the model.</param>
    T Value<T>(ReadOnlySpan<T> moments, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>;
}
