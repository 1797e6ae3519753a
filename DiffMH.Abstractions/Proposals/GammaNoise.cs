namespace DiffMH;

/// <summary>Draws of the gamma law.</summary>
internal static class GammaNoise
{
    /// <summary>A number with density ∝ g^(a−1) e^(−g).</summary>
    /// <param name="shape">a, above 0.</param>
    /// <param name="stream">Where the randomness comes from.</param>
    /// <remarks>
    /// Marsaglia and Tsang 2000, <i>A simple method for generating gamma variables</i>: d (1 + c x)³ with normal x is kept with the ratio of
    /// densities; below a = 1 a draw for a + 1 is multiplied by u^(1/a).
    /// </remarks>
    public static double Draw(double shape, ref RandomStream stream)
    {
        var boost = shape < 1 ? Math.Pow(stream.NextUniform(), 1 / shape) : 1;
        var d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = stream.NextNormal();
            var root = 1 + (c * x);
            var v = root * root * root;
            if (v > 0 && Math.Log(stream.NextUniform()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return boost * d * v;
            }
        }
    }
}
