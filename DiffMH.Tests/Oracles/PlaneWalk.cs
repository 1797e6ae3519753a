using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Oracles;

/// <summary>A random walk with steps L z, z standard normal, on N(0, A Aᵀ) in the plane, stationary: exact numbers for what it does in one step.</summary>
/// <remarks>
/// In whitened coordinates the step is u = A⁻¹ L z on N(0, I). Along u the state is standard normal, so that a step u is accepted with probability
/// 2 Φ(−|u|/2), and reversibility gives E[x x⁺ᵀ] = A (I − E[u uᵀ Φ(−|u|/2)]) Aᵀ, a smooth integral over the plane.
/// </remarks>
/// <param name="target">A, lower triangular: A₀₀, A₁₀, A₁₁.</param>
internal sealed class PlaneWalk(double[] target)
{
    private const double Spacing = 0.05;
    private const int Reach = 180;
    private const double Difference = 1e-4;

    /// <summary>det E[x x⁺ᵀ].</summary>
    /// <param name="step">L, lower triangular: L₀₀, L₁₀, L₁₁.</param>
    public double Determinant(double[] step)
    {
        var (m00, m11) = (step[0] / target[0], step[2] / target[2]);
        var m10 = (step[1] - (target[1] * m00)) / target[2];
        var (c00, c01, c11) = (1.0, 0.0, 1.0);
        for (var i = -Reach; i <= Reach; i++)
        {
            for (var j = -Reach; j <= Reach; j++)
            {
                var (z0, z1) = (i * Spacing, j * Spacing);
                var (u0, u1) = (m00 * z0, (m10 * z0) + (m11 * z1));
                var mass = Spacing * Spacing * Math.Exp(-0.5 * ((z0 * z0) + (z1 * z1))) / (2 * Math.PI) * Normal.CDF(0, 1, -0.5 * Math.Sqrt((u0 * u0) + (u1 * u1)));
                (c00, c01, c11) = (c00 - (mass * u0 * u0), c01 - (mass * u0 * u1), c11 - (mass * u1 * u1));
            }
        }

        return Math.Pow(target[0] * target[2], 2) * ((c00 * c11) - (c01 * c01));
    }

    /// <summary>Its derivatives in L₀₀, L₁₀ and L₁₁.</summary>
    public double[] Slopes(double[] step) => [.. Enumerable.Range(0, step.Length).Select(i => (Determinant(Moved(step, i, Difference)) - Determinant(Moved(step, i, -Difference))) / (2 * Difference))];

    private static double[] Moved(double[] step, int entry, double by) => [.. step.Select((number, i) => i == entry ? number + by : number)];
}
