using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>What the replicates of one pass say together.</summary>
/// <param name="problem">The point.</param>
/// <param name="pass">The pass.</param>
internal sealed class PassMerge(PointProblem problem, ReplicatePass pass)
{
    /// <summary>Merges the replicates that came through the pass.</summary>
    /// <param name="ran">The replicates that ran, after the pass.</param>
    /// <param name="rows">Their groups' sums in the same order.</param>
    /// <returns>
    /// The pooled estimate of gradient mode (null else), the diagnostics (null where all failed), and why the pooled estimate is unusable.
    /// </returns>
    public (PassEstimate? Estimate, ChainDiagnostics? Diagnostics, Failure? Failure) Of(IReadOnlyList<(int Replicate, ReplicateState State)> ran, ReadOnlySpan<double> rows)
    {
        var healthy = Healthy(ran, rows);
        if (healthy.IsEmpty)
        {
            return (null, null, null);
        }

        var sameTheta = problem.Spec.Mode == SweepMode.Gradient;
        var diagnostics = Diagnose(healthy, sameTheta ? healthy.Length : problem.Groups * problem.GroupWidth);
        if (!sameTheta)
        {
            return (null, diagnostics, null);
        }

        var theta = Vector.Wrap(problem.InitialWrt());
        try
        {
            int[] replicates = [.. ran.Where(entry => entry.State.Failure is null).Select(entry => entry.Replicate)];
            var estimate = pass.EstimateAt(theta, new PackUnits(problem.Spec.Chain, problem.LanesTogether).Merge(replicates, problem.Spec.Replicates, healthy));
            return (estimate, diagnostics, NotFinite.InEstimate(problem, replicate: null, theta, estimate));
        }
        catch (Exception exception)
        {
            // The objective is a plugin's code.
            return (null, diagnostics, Failure.From(exception));
        }
    }

    /// <summary>The rows of the replicates that did not fail in this pass.</summary>
    /// <param name="ran">The replicates that ran, after the pass.</param>
    /// <param name="rows">Their rows in the same order, as many numbers for each.</param>
    public static ReadOnlySpan<double> Healthy(IReadOnlyList<(int Replicate, ReplicateState State)> ran, ReadOnlySpan<double> rows)
    {
        if (ran.All(entry => entry.State.Failure is null))
        {
            return rows;
        }

        var width = rows.Length / ran.Count;
        var healthy = new List<double>(rows.Length);
        for (var i = 0; i < ran.Count; i++)
        {
            if (ran[i].State.Failure is null)
            {
                healthy.AddRange(rows.Slice(i * width, width));
            }
        }

        return healthy.ToArray();
    }

    private ChainDiagnostics Diagnose(ReadOnlySpan<double> rows, int cell)
    {
        // The derivatives of the other methods are no sums over chains, in which one chain could stand out.
        var share = new ScatterShare(pass.Layout);
        var isSum = problem.Spec.Estimator.Method is EstimatorMethod.Dmh or EstimatorMethod.Score or EstimatorMethod.ScorePlain;
        var sums = new DiagnosticSums(problem.Layout, problem.Spec.Chain);
        for (var at = 0; at < rows.Length; at += cell)
        {
            sums.Add(GroupRows.Merge(rows.Slice(at, cell), problem.GroupWidth));
            if (isSum)
            {
                share.Add(pass.Controlled(rows.Slice(at, cell)));
            }
        }

        return sums.Summarize(problem.Observables) with { LargestShare = share.Largest };
    }
}
