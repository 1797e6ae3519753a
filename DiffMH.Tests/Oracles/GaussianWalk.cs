namespace DiffMH.Tests.Oracles;

/// <summary>A random walk with steps of standard deviation σ on N(0, 1), stationary: exact numbers for what it does in one step, and their derivatives in σ.</summary>
/// <remarks>
/// With u = x′ − x and s = x + x′, |u| + |s| = 2 max(|x|, |x′|) and min(π(x), π(x′)) = φ((|u| + |s|)/2). The integral over s is
/// elementary, and E[u² α] = 4σ² ∫₀^∞ t² Φ(−σt/2) φ(t) dt, E[α] = 4 ∫₀^∞ Φ(−σt/2) φ(t) dt, t = u/σ, are left for Simpson's rule.
/// γ₁ = E[x x⁺] = 1 − E[u² α]/2, because x and x⁺ both have variance 1.
/// </remarks>
internal sealed class GaussianWalk(double scale)
{
    private const int Intervals = 20_000;
    private const double End = 40;

    /// <summary>E[u² α], the mean squared jump.</summary>
    public double SquaredJump => 4 * scale * scale * Integral(t => t * t * Tail(scale * t / 2) * Density(t));

    /// <summary>∂E[u² α]/∂σ.</summary>
    public double SquaredJumpSlope => (2 * SquaredJump / scale) - (2 * scale * scale * Integral(t => t * t * t * Density(scale * t / 2) * Density(t)));

    /// <summary>γ₁.</summary>
    public double Autocovariance => 1 - (SquaredJump / 2);

    /// <summary>∂γ₁/∂σ.</summary>
    public double AutocovarianceSlope => -SquaredJumpSlope / 2;

    /// <summary>E[α].</summary>
    public double Acceptance => 4 * Integral(t => Tail(scale * t / 2) * Density(t));

    /// <summary>∂E[α]/∂σ.</summary>
    public double AcceptanceSlope => -2 * Integral(t => t * Density(scale * t / 2) * Density(t));

    private static double Density(double t) => Math.Exp(-0.5 * t * t) / Math.Sqrt(2 * Math.PI);

    private static double Tail(double t) => MathNet.Numerics.Distributions.Normal.CDF(0, 1, -t);

    private static double Integral(Func<double, double> f) => MathNet.Numerics.Integration.SimpsonRule.IntegrateComposite(f, 0, End, Intervals);
}
