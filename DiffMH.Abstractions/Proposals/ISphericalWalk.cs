namespace DiffMH;

/// <summary>A random walk x′ = x + L ε whose noise has a density φ that depends on its length alone, and falls with it.</summary>
public interface ISphericalWalk : IWalk
{
    /// <summary>log φ(ε), up to a constant.</summary>
    /// <param name="squaredLength">|ε|².</param>
    double LogNoiseDensity(double squaredLength);
}
