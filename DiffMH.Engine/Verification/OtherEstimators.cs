using System.Collections.Immutable;
using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Verification;

/// <summary>The estimators that follow no alternatives, against the finite chain without sampling, at the parameters of a trial.</summary>
/// <param name="shape">The model.</param>
/// <param name="proposal">The proposal.</param>
/// <param name="line">The line along which derivatives are taken.</param>
/// <param name="chain">The chain.</param>
/// <param name="law">The chain without sampling.</param>
/// <remarks>
/// The score function estimates the derivative of the finite chain. The covariance identity does not, but Cov(f, s) + E[∂f] over the law of its
/// draws, of which the middle of f is known here: each lane's Σ (f − E f) s + Σ ∂f has exactly that mean, stationary or not.
/// </remarks>
internal sealed class OtherEstimators(IShape shape, ProposalTrial proposal, ThetaLine line, ChainSettings chain, Func<double[], FiniteLaw> law)
{
    private const int Blocks = 64;
    private const int FewLanes = 3;

    /// <summary>How often a decision has to be rejected for the score function to be judged by it.</summary>
    private const double FewRejections = 200;

    /// <summary>Up to which share of all decisions those that are not are let pass: far below what is detected.</summary>
    private const double FewDecisions = 0.01;

    /// <summary>A step along the line that is small, and still large beside rounding.</summary>
    private const double Step = 1e-4;

    private readonly int lanes = Blocks * Math.Max(2, proposal.Trial.Budget.Lanes / Blocks);
    private readonly double[] theta = line.At(0);
    private readonly double[] sizes = ObservableSizes.Of(shape);
    private readonly FiniteLaw middle = law(line.At(0));
    private readonly FiniteLaw above = law(line.At(Step));
    private readonly FiniteLaw below = law(line.At(-Step));

    /// <summary>The score function, with the other chain of two as baseline and without. It refuses kinks, as it should, and is not judged near them, where its errors mean nothing.</summary>
    public void Scores(Evidence row, object coupling, Func<EstimatorMethod, KernelSettings> settings)
    {
        if (middle.Decisions.RejectedLessThan(FewRejections, lanes * chain.Steps * (double)proposal.Trial.Instance.UpdatesPerStep) > FewDecisions)
        {
            return;
        }

        var (up, down) = (above.Moments, below.Moments);
        foreach (var (method, name, chains) in new[] { (EstimatorMethod.ScorePlain, "score-plain", 1), (EstimatorMethod.Score, "score", 2) })
        {
            try
            {
                var told = settings(method);
                Compare(row, name, Sums(told, coupling, chains), (sums, k) => line.Along(Slopes(told, sums, k)), k => (up[k] - down[k]) / (2 * Step));
            }
            catch (KinkException)
            {
                row.Holds(true, () => "");
            }
        }
    }

    /// <summary>The covariance identity.</summary>
    public void Covariance(Evidence row, object coupling, Func<EstimatorMethod, KernelSettings> settings)
    {
        var (told, means) = (settings(EstimatorMethod.Covariance), middle.Moments);
        var (layout, p) = (told.Layout(sizes.Length), told.Wrt.Length);
        var exact = middle.Average([.. middle.Observed.Select((values, state) => values.Select((value, k) => Share(state, value - means[k], k)).ToArray())]);
        Compare(row, "covariance", Sums(told, coupling, chains: 1), Lane, k => exact[k]);

        double Lane(double[] sums, int k)
        {
            var slopes = new double[p];
            for (var j = 0; j < p; j++)
            {
                slopes[j] = (sums[layout.Slopes + (k * p) + j] + sums[layout.Products + (k * p) + j] - (means[k] * sums[layout.Scores + j])) / chain.Draws;
            }

            return line.Along(slopes);
        }
    }

    /// <summary>What a state adds to Cov(f, s) + E[∂f], by its probability.</summary>
    private double Share(int state, double deviation, int k)
    {
        if (middle.Probabilities[state] == 0)
        {
            return 0;   // outside the support there is no s
        }

        var score = (above.LogDensities[state] - below.LogDensities[state]) / (2 * Step);
        return (deviation * score) + ((above.Observed[state][k] - below.Observed[state][k]) / (2 * Step));
    }

    private void Compare(Evidence row, string method, double[][] rows, Func<double[], int, double> estimate, Func<int, double> exact)
    {
        for (var observable = 0; observable < sizes.Length; observable++)
        {
            var k = observable;
            BlockMean.Compare(
                row,
                [.. rows.Select(sums => (estimate(sums, k) - exact(k)) / sizes[k])],
                Blocks,
                (double)FewLanes / lanes,
                () => $"{method}: the derivative of the moment of {proposal.Trial.Instance.ObservableNames[k].Name}, by its largest value, {line}");
        }
    }

    /// <summary>The sums of each lane or, where it has two chains, of both: all are sums, and merge by addition.</summary>
    private double[][] Sums(KernelSettings settings, object coupling, int chains)
    {
        var slices = Enumerable.Range(0, lanes).Select(lane => new ReplicateSlice(lane, 0, chains, Vector.Wrap(theta))).ToImmutableArray();
        var rows = KernelRun.Sums(shape.Kernel(proposal, coupling, settings), slices, new Unlimited()).Chunk(settings.Layout(sizes.Length).Width);
        return [.. rows.Chunk(chains).Select(merged => merged.Aggregate((one, other) => [.. one.Zip(other, (a, b) => a + b)]))];
    }

    private double[] Slopes(KernelSettings settings, double[] sums, int observable)
    {
        var statistic = new ObjectiveStatistic(new MomentObjective(observable), settings.Layout(sizes.Length), settings.Wrt, theta);
        var values = new double[statistic.Count];
        statistic.Evaluate(sums, values);
        return values[1..(1 + settings.Wrt.Length)];
    }
}
