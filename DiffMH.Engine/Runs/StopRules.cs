using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>The stop rules that look at what the replicates have gathered: functions of committed state alone.</summary>
/// <remarks>
/// They look at the end of each window of k = tail_average iterations, and judge by the window whose average of θ would be the result if the
/// point ended there; no two windows overlap. With S the sum of a replicate's gradient over the window and V that of its squared
/// standard errors, S less the sum of the true gradients is a martingale of variance E V, since each iteration has streams of its own.
/// Asked for each component: |Σ S| ≤ c √ΣV over the replicates, which sees what they have in common, and ΣS² ≤ c² ΣV, which sees
/// replicates that climb in opposite directions.
/// <para>
/// False stops: a window whose true mean gradient is d standard errors from zero ends the point with probability at most Φ(c − d), which is
/// 0.0013 for c = 2 and d = 5, once per window. Where the gradient is zero, one parameter of one replicate passes with 2Φ(c) − 1 = 0.954.
/// What may be left to climb: the mean gradient of a window is about the Hessian times (tail average − optimum), so at the end the
/// result is within some c of its own standard errors of the optimum it is drawn to.
/// </para>
/// </remarks>
internal static class StopRules
{
    /// <summary>c where the rule on standard errors asks whether the point is at rest.</summary>
    private const double Rest = 2;

    /// <summary>What ends the point after its last completed pass; null for nothing.</summary>
    public static StopReason? Of(PointProblem problem, PointState state)
    {
        if (!problem.LooksAtGradient || !TailWindow.EndsBefore(problem, state.Pass))
        {
            return null;
        }

        ReplicateState[] survivors = [.. state.Replicates.Where(replicate => replicate.Failure is null)];
        var stop = problem.Spec.Stop!;
        return survivors.Length == 0 || !IsAtRest(survivors, problem.Wrt.Length, stop.GradientBelowNoise ?? Rest) ? null
            : stop.GradientBelowNoise is not null ? StopReason.GradientBelowNoise
            : AreErrorsReached(problem, survivors) ? StopReason.StandardError
            : null;
    }

    private static bool IsAtRest(ReplicateState[] replicates, int parameters, double limit)
    {
        for (var i = 0; i < parameters; i++)
        {
            var (sum, squares, variance) = (0.0, 0.0, 0.0);
            foreach (var replicate in replicates)
            {
                sum += replicate.Drift[i];
                squares += replicate.Drift[i] * replicate.Drift[i];
                variance += replicate.Drift[parameters + i];
            }

            var most = limit * limit * variance;
            if (!(sum * sum <= most && squares <= most))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether the tail averages of the replicates scatter so little that their true standard error is as wanted. Asked of points at rest only:
    /// replicates begin at one place, and before they have found the optimum their scatter says nothing about it.
    /// </summary>
    /// <remarks>
    /// The estimate itself will not do: the first window with a small one ends the point, and windows are many. With 8 replicates and a true
    /// error 1.5 times as large as wanted 12.5 % of windows have an estimate below the wanted one, and three of four points would end in ten windows,
    /// with an error half as large as the true one. Its upper bound is below the wanted error in <see cref="ErrorBound.Level"/> of windows at most, in 0.5 % there.
    /// </remarks>
    private static bool AreErrorsReached(PointProblem problem, ReplicateState[] replicates)
    {
        var factor = ErrorBound.Factor(replicates.Length);
        for (var i = 0; i < problem.Wrt.Length; i++)
        {
            var averages = replicates.Select(replicate => replicate.TailSum[i] / problem.TailAverage).ToArray();
            if (!(factor * Replication.Of(problem.WrtName(i), averages, double.NaN).Error <= problem.Spec.Stop!.StandardErrors[i]))
            {
                return false;
            }
        }

        return true;
    }
}
