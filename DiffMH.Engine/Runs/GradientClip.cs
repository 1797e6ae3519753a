namespace DiffMH.Engine.Runs;

/// <summary>Shortens a gradient whose Euclidean norm is above a limit to that limit; its direction stays.</summary>
/// <remarks>
/// Pascanu, Mikolov and Bengio 2013, arXiv:1211.5063, algorithm 1. The mean of shortened gradients is not the mean gradient: where this is
/// zero, that is zero only if the noise is as likely as its opposite, so with skew noise an optimiser comes to rest elsewhere.
/// </remarks>
internal static class GradientClip
{
    /// <summary>Shortens it.</summary>
    /// <param name="gradient">The gradient in the coordinates of the step, p numbers.</param>
    /// <param name="most">The largest norm, &gt; 0; null for any.</param>
    public static void Apply(Span<double> gradient, double? most)
    {
        if (most is not { } limit)
        {
            return;
        }

        // In units of the largest component, so that no square overflows.
        var (largest, squares) = (0.0, 0.0);
        foreach (var component in gradient)
        {
            largest = Math.Max(largest, Math.Abs(component));
        }

        foreach (var component in gradient)
        {
            squares += largest > 0 ? component / largest * (component / largest) : 0;
        }

        var norm = largest * Math.Sqrt(squares);
        if (norm > limit)
        {
            foreach (ref var component in gradient)
            {
                component *= limit / norm;
            }
        }
    }
}
