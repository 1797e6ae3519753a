namespace DiffMH.Engine.Kernels;

/// <summary>A site model without classes at one θ: ratios of densities, and births with their weights, evaluated at the site.</summary>
/// <typeparam name="TTarget">The density.</typeparam>
internal sealed class FreeSitePoint<TTarget> : ISitePoint
    where TTarget : struct, IFreeSiteTarget
{
    private readonly TTarget target;
    private readonly EstimatorSettings estimator;
    private readonly double[] score;
    private readonly double[] weight;
    private readonly TracedTheta traced;

    /// <summary>The model at given parameters.</summary>
    /// <param name="target">The density.</param>
    /// <param name="theta">All parameters.</param>
    /// <param name="wrt">Positions in θ of the p parameters a derivative is taken for.</param>
    /// <param name="estimator">The weights and masses of births.</param>
    public FreeSitePoint(TTarget target, ReadOnlySpan<double> theta, ReadOnlySpan<int> wrt, EstimatorSettings estimator)
    {
        (this.target, this.estimator) = (target, estimator);
        Theta = Seeded.Reals(theta);
        IsSparse = SparseWeights.Suit(wrt.Length);
        Directions = IsSparse ? [] : Seeded.Duals(theta, wrt);
        traced = new TracedTheta(theta, wrt);
        (score, weight) = (new double[Directions.Length], new double[Directions.Length]);
    }

    /// <inheritdoc/>
    public Real[] Theta { get; }

    /// <inheritdoc/>
    public Dual[][] Directions { get; }

    /// <inheritdoc/>
    public TracedTheta? Traced => IsSparse ? traced : null;

    /// <summary>Whether p is so large that scores are kept as <see cref="SparseWeights"/>.</summary>
    public bool IsSparse { get; }

    /// <summary>v of the newborn that <see cref="Mass"/> spoke of last, p numbers; only where p is small.</summary>
    public ReadOnlySpan<double> Weight => weight;

    /// <summary>log r of a change.</summary>
    /// <exception cref="InvalidModelException">It is NaN or +∞.</exception>
    public double LogRatio<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct
    {
        var ratio = target.LogRatio(view, site, value, (ReadOnlySpan<Real>)Theta).Value;
        return ratio < double.PositiveInfinity ? ratio : throw ModelCheck.InvalidRatio(ratio, site, value);
    }

    /// <summary>The mass of the newborn of a decision; 0 where none is born.</summary>
    /// <param name="view">The state before the change.</param>
    /// <param name="site">Where.</param>
    /// <param name="value">The proposed value.</param>
    /// <param name="logRatio">log r.</param>
    /// <param name="isAccepted">What was decided.</param>
    /// <returns>|v| where p is small; else |v| / |∂log r|, which takes no derivative.</returns>
    public double Mass<TView>(TView view, int site, int value, double logRatio, bool isAccepted)
        where TView : struct, ISiteView, allows ref struct
    {
        if (IsSparse)
        {
            var scale = Math.Abs(BirthWeight.Scale(estimator, isAccepted, logRatio));
            return estimator.Pruning == Pruning.Uniform && scale > 0 ? 1 : scale;
        }

        if (estimator.Scheme != Scheme.OneSided && BirthWeight.Scale(estimator, isAccepted, logRatio) == 0)
        {
            return 0;
        }

        for (var j = 0; j < score.Length; j++)
        {
            score[j] = ModelCheck.Score(target.LogRatio(view, site, value, (ReadOnlySpan<Dual>)Directions[j]).Derivative, site, value);
        }

        return BirthWeight.Fill(estimator, isAccepted, logRatio, score, weight);
    }

    /// <summary>∂log r of a change; good until the next call.</summary>
    public SparseGradient Score<TView>(TView view, int site, int value)
        where TView : struct, ISiteView, allows ref struct
    {
        traced.Tape.Clear();
        var gradient = traced.Tape.Gradient(target.LogRatio(view, site, value, traced.Leaves));
        foreach (var derivative in gradient.Values)
        {
            ModelCheck.Score(derivative, site, value);
        }

        return gradient;
    }

    /// <inheritdoc/>
    /// <remarks>Formed anew for every draw, site by site from the reference state, so that nothing drifts however long the chain: a few times the cost of a sweep.</remarks>
    public void Score(ISiteTallies state, Span<double> score)
    {
        score.Clear();
        var partial = new byte[target.Space.Graph.Sites];
        for (var site = 0; site < partial.Length; site++)
        {
            if (state.Value(site) is var value && value != 0)
            {
                var view = new PlainSites(partial);
                if (double.IsNegativeInfinity(LogRatio(view, site, value)))
                {
                    throw ModelCheck.NoScore($"gives site {site} the value {value}");
                }

                var gradient = Score(view, site, value);
                for (var at = 0; at < gradient.Indices.Length; at++)
                {
                    score[gradient.Indices[at]] += gradient.Values[at];
                }

                partial[site] = (byte)value;
            }
        }
    }
}
