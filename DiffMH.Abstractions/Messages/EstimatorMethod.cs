namespace DiffMH;

/// <summary>Which gradient estimator watches the primal chains.</summary>
public enum EstimatorMethod
{
    /// <summary>Differentiable Metropolis–Hastings: weighted alternatives beside the chain.</summary>
    Dmh = 0,

    /// <summary>
    /// The covariance identity of the stationary distribution, ∂E[f] = E[∂f] + Cov(f, ∂log g). Follows no alternatives: scheme, pruning,
    /// number of alternatives and coupling have no effect.
    /// </summary>
    Covariance = 1,
}
