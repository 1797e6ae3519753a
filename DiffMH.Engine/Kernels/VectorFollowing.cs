namespace DiffMH.Engine.Kernels;

/// <summary>What an alternative was suggested in a step, and whether it goes there.</summary>
/// <param name="suggested">y′.</param>
/// <param name="logDensity">log g(y′).</param>
/// <param name="copies">Whether y′ is x′, the same numbers.</param>
/// <param name="accepts">Whether it goes there.</param>
internal readonly ref struct VectorFollowing(ReadOnlySpan<Real> suggested, double logDensity, bool copies, bool accepts)
{
    /// <summary>y′.</summary>
    public readonly ReadOnlySpan<Real> Suggested = suggested;

    /// <summary>log g(y′).</summary>
    public readonly double LogDensity = logDensity;

    /// <summary>Whether y′ is x′, the same numbers.</summary>
    public readonly bool Copies = copies;

    /// <summary>Whether it goes there.</summary>
    public readonly bool Accepts = accepts;
}
