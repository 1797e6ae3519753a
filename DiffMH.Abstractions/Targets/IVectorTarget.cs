namespace DiffMH;

/// <summary>A family of unnormalised densities g_θ(x) on ℝᵈ.</summary>
public interface IVectorTarget
{
    /// <summary>d, how many coordinates a state has, at least 1.</summary>
    int Dimension { get; }

    /// <summary>
    /// Whether x ↦ g_θ(x) is continuous on all of ℝᵈ; kinks may be. A support with an edge makes it false. A derivative in parameters of
    /// the proposal goes through x, and is wrong where g jumps.
    /// </summary>
    bool IsContinuous { get; }

    /// <summary>log g_θ(x), up to a term that does not depend on x.</summary>
    /// <param name="x">d numbers.</param>
    /// <param name="theta">All parameters of the model, in the order in which the settings record declares them.</param>
    /// <returns>A finite number, or −∞ outside the support.</returns>
    T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>;
}
