namespace DiffMH;

/// <summary>Which gradient estimator watches the primal chains.</summary>
public enum EstimatorMethod
{
    /// <summary>Differentiable Metropolis–Hastings: weighted alternatives beside the chain.</summary>
    Dmh = 0,
}
