using System.Runtime.CompilerServices;

namespace DiffMH.Plugins.Contamination;

/// <summary>Contaminated data: g_t(x) = (1 − t)·1{|x| &lt; 1} + t·1{3 &lt; |x| &lt; 5} on ℝᵈ; θ = t, a pure number.</summary>
/// <remarks>
/// Its support moves: at t → 0 a chain never sees the ring, and only an alternative that went there knows what t does.
/// E|x|² = d/(d + 2) · ((1 − t) + tB)/((1 − t) + tA) with A = 5ᵈ − 3ᵈ, B = 5ᵈ⁺² − 3ᵈ⁺², so ∂E|x|²/∂t = d/(d + 2) · (B − A)/(1 + (A − 1)t)²:
/// 32/(1 + t)² on a line, 264/(1 + 15t)² in a plane. The example of arXiv:2406.14451.
/// </remarks>
/// <param name="settings">d, and where t stands in θ.</param>
public readonly struct ContaminationTarget(ContaminationSettings settings) : IVectorTarget
{
    private const double Ball = 1;
    private const double RingFrom = 3;
    private const double RingTo = 5;

    private readonly Parameter share = settings.Share;

    /// <inheritdoc/>
    public int Dimension { get; } = settings.Dimension;

    /// <inheritdoc/>
    public bool IsContinuous => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T LogDensity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> theta)
        where T : struct, IScalar<T>
    {
        var square = T.Constant(0);
        foreach (var coordinate in x)
        {
            square += coordinate * coordinate;
        }

        // Relative to the ball, so that a chain that stays there has a score of exactly 0.
        var t = share.Of(theta);
        var ring = T.Log(t) - T.Log(T.Constant(1) - t);
        var isInRing = (square - T.Constant(RingFrom * RingFrom)) * (T.Constant(RingTo * RingTo) - square);
        var outside = T.Select(isInRing, ring, T.Constant(double.NegativeInfinity));
        return T.Select(T.Constant(Ball * Ball) - square, T.Constant(0), outside);
    }
}
