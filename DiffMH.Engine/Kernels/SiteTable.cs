using System.Runtime.CompilerServices;

namespace DiffMH.Engine.Kernels;

/// <summary>A site model at one θ: for every kind of change its acceptance and the weights of its births.</summary>
/// <remarks>
/// A kind is a class of the target; where the proposal draws values by an asymmetric law, a class together with the present and the new
/// value. Only then do the kinds outnumber the classes, so that symmetric proposals pay nothing.
/// </remarks>
public sealed class SiteTable : ISitePoint
{
    private readonly double[] acceptance;
    private readonly double[] mass;
    private readonly double[] weight;
    private readonly double[] scores;
    private readonly double[] logRatios;
    private readonly bool[] isForbidden;
    private readonly int classes;
    private readonly int values;
    private readonly long[] changes;
    private readonly int p;

    /// <summary>Evaluates the model on every kind of change.</summary>
    /// <param name="problem">The model.</param>
    /// <param name="theta">All parameters.</param>
    /// <param name="wrt">Positions in θ of the p parameters a derivative is taken for.</param>
    /// <param name="estimator">The weights and masses of births.</param>
    /// <exception cref="InvalidModelException">A ratio is NaN or +∞, or a score is not finite.</exception>
    public SiteTable(SiteProblem problem, ReadOnlySpan<double> theta, ReadOnlySpan<int> wrt, EstimatorSettings estimator)
    {
        ArgumentNullException.ThrowIfNull(problem);
        (classes, values) = (problem.Target.Space.Classes, problem.Target.Space.Values);
        p = wrt.Length;
        var asymmetric = problem.Proposal as IAsymmetricValue;
        var kinds = KindsOf(problem);
        acceptance = new double[kinds];
        mass = new double[2 * kinds];
        weight = new double[2 * kinds * p];
        Theta = Seeded.Reals(theta);
        Directions = Seeded.Duals(theta, wrt);
        scores = new double[classes * p];
        logRatios = new double[kinds];
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

            if (asymmetric is null)
            {
                Fill(change, logRatio, score, estimator);
            }
            else
            {
                Fill(change, logRatio, score, estimator, asymmetric);
            }
        }
    }

    /// <summary>θ without derivatives.</summary>
    public Real[] Theta { get; }

    /// <summary>For each of the p parameters, θ with its derivative.</summary>
    public Dual[][] Directions { get; }

    /// <summary>α of every kind.</summary>
    public ReadOnlySpan<double> Acceptance => acceptance;

    /// <summary>The mass of the newborn of every outcome; 0 where there is none.</summary>
    public ReadOnlySpan<double> Mass => mass;

    /// <summary>The kind of a change under a proposal that draws values by an asymmetric law; else the kind is the class.</summary>
    /// <param name="change">The class.</param>
    /// <param name="from">The present value.</param>
    /// <param name="to">The new value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Kind(int change, int from, int to) => (((from * values) + to) * classes) + change;

    /// <summary>How many kinds of change a model has with its proposal.</summary>
    public static int KindsOf(SiteProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var space = problem.Target.Space;
        return problem.Proposal is IAsymmetricValue ? space.Classes * space.Values * space.Values : space.Classes;
    }

    /// <summary>Where an outcome of a kind of change stands.</summary>
    public static int Outcome(int change, bool accepted) => (2 * change) + (accepted ? 1 : 0);

    /// <summary>v of an outcome, p numbers.</summary>
    public ReadOnlySpan<double> Weight(int outcome) => weight.AsSpan(outcome * p, p);

    /// <summary>log r of a kind; exactly 0 at a tie.</summary>
    public double LogRatio(int kind) => logRatios[kind];

    /// <summary>∂log r of a kind, p numbers; 0 where it leads to density 0. The proposal knows no θ, so that it is that of the class.</summary>
    public ReadOnlySpan<double> ScoreOf(int kind) => scores.AsSpan(kind % classes * p, p);

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

    private void Fill(int kind, double logRatio, ReadOnlySpan<double> score, EstimatorSettings estimator)
    {
        logRatios[kind] = logRatio;
        acceptance[kind] = Math.Exp(Math.Min(0, logRatio));
        foreach (var outcome in (ReadOnlySpan<int>)[Outcome(kind, false), Outcome(kind, true)])
        {
            mass[outcome] = BirthWeight.Fill(estimator, outcome == Outcome(kind, true), logRatio, score, weight.AsSpan(outcome * p, p));
        }
    }

    private void Fill(int change, double logRatio, ReadOnlySpan<double> score, EstimatorSettings estimator, IAsymmetricValue proposal)
    {
        for (var from = 0; from < values; from++)
        {
            for (var to = 0; to < values; to++)
            {
                var ofProposal = from == to ? 0 : proposal.LogRatio(from, to);
                if (double.IsNaN(ofProposal))
                {
                    throw new InvalidModelException($"{proposal.GetType().Name} says that log q({to}, {from}) - log q({from}, {to}) is NaN; it must be a number, or infinite where one of them is 0.");
                }

                // Two logarithms that cancel only after rounding are no known tie: log r is 0 where both are.
                var sum = isForbidden[change] ? logRatio : logRatio + ofProposal;
                Fill(Kind(change, from, to), sum == 0 && ofProposal != 0 ? -double.Epsilon : sum, score, estimator);
            }
        }
    }
}
