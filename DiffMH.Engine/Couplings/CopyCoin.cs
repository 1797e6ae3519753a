using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Couplings;

/// <summary>Whether an alternative copies what the primal chain was suggested, with probability min(1, r).</summary>
internal static class CopyCoin
{
    /// <summary>From here to 0 the fraction is below e^a by at most 2.1 · 10⁻⁴: here by 2.0015 · 10⁻⁴, elsewhere by less.</summary>
    private const double Least = -2;

    /// <summary>Not less than twice what the fraction is below e^a, times its denominator, which is at most 2.47, here.</summary>
    private const double Gap = 1e-3;

    /// <summary>A hundred times what rounding does.</summary>
    private const double Rounding = 1e-13;

    /// <summary>Tosses the coin. Where r ≥ 1 no number is drawn.</summary>
    /// <param name="logRatio">log r.</param>
    /// <param name="stream">The coupling's own randomness.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Accepts(double logRatio, ref RandomStream stream) => logRatio >= 0 || IsBelow(stream.NextUniform(), logRatio);

    /// <summary>u &lt; e^a, nearly always without taking e^a.</summary>
    /// <param name="u">From (0, 1).</param>
    /// <param name="a">Below 0; where it is NaN the answer is no.</param>
    /// <remarks>
    /// Padé's fraction e^a ≈ (1 + a/2 + a²/10 + a³/120)/(1 − a/2 + a²/10 − a³/120) is below e^a where a &lt; 0. Outside the narrow gap between
    /// them it decides as e^a does; in the gap, where one coin in a thousand falls, and below −2 where u is less than e⁻², e^a is asked.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsBelow(double u, double a)
    {
        var b = double.MaxNative(a, Least);
        var square = b * b;
        var (even, odd) = (1 + (square * 0.1), b * (0.5 + (square * (1.0 / 120))));
        var above = (u * (even - odd)) - (even + odd);
        return above <= Gap && ((above < -Rounding && a >= Least) || u < Math.Exp(a));   // one branch that cannot be foretold
    }
}
