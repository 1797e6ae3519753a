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

    /// <summary>
    /// The score function of the chain's path: mean over draws of (f − b) Σ ∂log P(coin), the sum over all decisions up to the draw, warm-up
    /// included, and b the mean of f over the other lanes. Follows no alternatives. Needs two lanes; refused at kinks.
    /// </summary>
    Score = 2,

    /// <summary>The same without baseline, b = 0, as published in arXiv:2306.07961.</summary>
    ScorePlain = 3,

    /// <summary>
    /// The difference quotient (φ(θ + h) − φ(θ − h)) / 2h from chains at both places on the same random streams: biased by O(h²), 2p chains
    /// more. Follows no alternatives.
    /// </summary>
    FiniteDifference = 4,
}
