namespace DiffMH.Engine.Kernels;

/// <summary>A site model at one θ: for every class of change its acceptance and the weights of its births.</summary>
public sealed class SiteTable : ISitePoint
{
    private readonly double[] acceptance;
    private readonly double[] mass;
    private readonly double[] weight;
    private readonly double[] scores;
    private readonly bool[] isForbidden;
    private readonly long[] changes;
    private readonly int p;

    /// <summary>Evaluates the model on every class.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="theta">All parameters.</param>
    /// <param name="wrt">Positions in θ of the p parameters a derivative is taken for.</param>
    /// <param name="estimator">The weights and masses of births.</param>
    /// <exception cref="InvalidModelException">A ratio is NaN or +∞, or a score is not finite.</exception>
    public SiteTable(SiteProblem problem, ReadOnlySpan<double> theta, ReadOnlySpan<int> wrt, EstimatorSettings estimator)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var classes = problem.Target.Space.Classes;
        p = wrt.Length;
        acceptance = new double[classes];
        mass = new double[2 * classes];
        weight = new double[2 * classes * p];
        Theta = Seeded.Reals(theta);
        Directions = Seeded.Duals(theta, wrt);
        scores = new double[classes * p];
        isForbidden = new bool[classes];
        changes = new long[classes];
        for (var change = 0; change < classes; change++)
        {
            var logRatio = ModelCheck.LogDensity(problem.Target.LogRatio(change, (ReadOnlySpan<Real>)Theta).Value, $"change {change}", theta);
            isForbidden[change] = double.IsNegativeInfinity(logRatio);
            var score = scores.AsSpan(change * p, p);
            for (var j = 0; j < p; j++)
            {
                var ratio = problem.Target.LogRatio(change, (ReadOnlySpan<Dual>)Directions[j]);
                score[j] = isForbidden[change] ? 0 : ModelCheck.Finite(ratio.Derivative, $"score of change {change}", theta);
            }

            acceptance[change] = Math.Exp(Math.Min(0, logRatio));
            foreach (var outcome in (ReadOnlySpan<int>)[Outcome(change, false), Outcome(change, true)])
            {
                mass[outcome] = BirthWeight.Fill(estimator, outcome == Outcome(change, true), logRatio, score, weight.AsSpan(outcome * p, p));
            }
        }
    }

    /// <summary>θ without derivatives.</summary>
    public Real[] Theta { get; }

    /// <summary>For each of the p parameters, θ with its derivative.</summary>
    public Dual[][] Directions { get; }

    /// <summary>α of every class.</summary>
    public ReadOnlySpan<double> Acceptance => acceptance;

    /// <summary>The mass of the newborn of every outcome; 0 where there is none.</summary>
    public ReadOnlySpan<double> Mass => mass;

    /// <summary>Where an outcome of a class stands.</summary>
    public static int Outcome(int change, bool accepted) => (2 * change) + (accepted ? 1 : 0);

    /// <summary>v of an outcome, p numbers.</summary>
    public ReadOnlySpan<double> Weight(int outcome) => weight.AsSpan(outcome * p, p);

    /// <inheritdoc/>
    TracedTheta? ISitePoint.Traced => null;

    /// <inheritdoc/>
    void ISitePoint.Score(ISiteTallies state, Span<double> score)
    {
        state.PrimalChanges(changes);
        Score(changes, score);
    }

    /// <summary>∂log g of a state less that of the reference state, p numbers.</summary>
    /// <param name="changes">How often each class of change leads from the one to the other.</param>
    /// <param name="score">p numbers to fill.</param>
    /// <remarks>Counts are exact however long the chain, so that nothing drifts; rounding is that of one sum over the classes.</remarks>
    /// <exception cref="InvalidModelException">The way leads through states of density 0, where no score is defined.</exception>
    public void Score(ReadOnlySpan<long> changes, Span<double> score)
    {
        score.Clear();
        for (var change = 0; change < changes.Length; change++)
        {
            if (changes[change] == 0)
            {
                continue;
            }

            if (isForbidden[change])
            {
                throw ModelCheck.NoScore($"takes change {change}");
            }

            for (var j = 0; j < p; j++)
            {
                score[j] += changes[change] * scores[(change * p) + j];
            }
        }
    }
}
