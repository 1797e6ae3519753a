namespace DiffMH;

/// <summary>log φ of a step, for the walks that are made of a law of their noise: spherical ones and those of independent coordinates.</summary>
internal static class StepDensity
{
    /// <summary>log φ(|ε|²) of a spherical walk, ε = the step in units of its scales.</summary>
    public static double Spherical<TWalk>(in TWalk walk, ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> room)
        where TWalk : struct, ISphericalWalk
    {
        walk.Whiten(from, to, theta, room);
        var squaredLength = 0.0;
        foreach (var coordinate in room)
        {
            squaredLength += coordinate * coordinate;
        }

        return walk.LogNoiseDensity(squaredLength);
    }

    /// <summary>Σᵢ log φ(εᵢ) of a walk with independent coordinates, ε = the step in units of its scales.</summary>
    public static double Product<TWalk>(in TWalk walk, ReadOnlySpan<Real> from, ReadOnlySpan<Real> to, ReadOnlySpan<Real> theta, Span<double> room)
        where TWalk : struct, IProductWalk
    {
        walk.Whiten(from, to, theta, room);
        var sum = 0.0;
        foreach (var coordinate in room)
        {
            sum += walk.LogCoordinateDensity(coordinate);
        }

        return sum;
    }
}
