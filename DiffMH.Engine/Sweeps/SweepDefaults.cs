namespace DiffMH.Engine.Sweeps;

/// <summary>What a sweep file that says nothing means. Everything else has to be said.</summary>
/// <remarks>
/// No default: seed, model, <c>estimator.wrt</c>, <c>objective</c>, and in optimize mode <c>learning_rate</c> and <c>iterations</c>, for
/// which nothing is right at every scale of θ. Proposal and start default to the model's first, the coupling to the first of same-value,
/// next-spin, site-swap, residual, reflection, coordinatewise, independent-residual, common-noise and independent that fits the proposal.
/// Parameters of the optimiser keep to the range of their setting; where that range excludes its lower end, as T &gt; 0 does, a projection needs a closed bound and
/// <c>optimizer.bounds</c> has to give it.
/// </remarks>
public static class SweepDefaults
{
    /// <summary>Mode.</summary>
    public const SweepMode Mode = SweepMode.Optimize;

    /// <summary>Estimator.</summary>
    public const EstimatorMethod Method = EstimatorMethod.Dmh;

    /// <summary>Weights of newborns: finite variance wherever the derivative exists.</summary>
    public const Scheme Scheme = DiffMH.Scheme.Symmetric;

    /// <summary>Competition of alternatives.</summary>
    public const Pruning Pruning = DiffMH.Pruning.Weight;

    /// <summary>M.</summary>
    public const int Alternatives = 1;

    /// <summary>Chains per replicate: as many as there are groups for the jackknife, since most objectives are not linear.</summary>
    public const int Chains = ChainSettings.MostGroups;

    /// <summary>Warm-up in steps.</summary>
    public const int Warmup = 100;

    /// <summary>Kept states of a chain.</summary>
    public const int Draws = 1000;

    /// <summary>Steps for each kept state.</summary>
    public const int Thin = 1;

    /// <summary>Replicates: enough for a standard error.</summary>
    public const int Replicates = 8;

    /// <summary>Optimiser.</summary>
    public const OptimizerMethod Optimizer = OptimizerMethod.Adam;

    /// <summary>Adam's β₁, as in arXiv:1412.6980.</summary>
    public const double Beta1 = 0.9;

    /// <summary>Adam's β₂, as in arXiv:1412.6980.</summary>
    public const double Beta2 = 0.999;

    /// <summary>Adam's ε, as in arXiv:1412.6980.</summary>
    public const double Epsilon = 1e-8;

    /// <summary>Momentum of gradient descent.</summary>
    public const double Momentum = 0;

    /// <summary>How the learning rate changes with the step: not at all.</summary>
    public const LearningSchedule Schedule = LearningSchedule.Constant;

    /// <summary>The share of the learning rate to which a cosine leads.</summary>
    public const double FinalRate = 0;

    /// <summary>Of the trace, every iteration is kept.</summary>
    public const int TraceThin = 1;

    /// <summary>Over how many iterations the result is averaged: the last third.</summary>
    public static int TailAverage(int iterations) => Math.Max(1, iterations / 3);
}
