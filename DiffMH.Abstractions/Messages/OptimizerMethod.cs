namespace DiffMH;

/// <summary>How parameters move along noisy gradients.</summary>
public enum OptimizerMethod
{
    /// <summary>Adam (Kingma and Ba 2015, arXiv:1412.6980).</summary>
    Adam = 0,

    /// <summary>Stochastic gradient descent with momentum.</summary>
    Sgd = 1,
}
