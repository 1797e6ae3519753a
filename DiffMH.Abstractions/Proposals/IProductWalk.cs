namespace DiffMH;

/// <summary>A random walk x′ᵢ = xᵢ + σᵢ εᵢ with independent εᵢ of one density φ, symmetric about 0 and falling away from it.</summary>
public interface IProductWalk : IWalk
{
    /// <summary>log φ(εᵢ), up to a constant; −∞ outside the support.</summary>
    /// <param name="noise">εᵢ.</param>
    double LogCoordinateDensity(double noise);
}
