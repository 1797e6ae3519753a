namespace DiffMH;

/// <summary>What with a known mean is added to an estimate so that it scatters less.</summary>
public enum ControlVariate
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>
    /// The covariance identity less the alternatives' estimate, whose mean is 0 in a stationary chain. Each group of chains takes it with the
    /// coefficient that suits other groups, so that the coefficient makes no bias that matters.
    /// </summary>
    Covariance = 1,
}
