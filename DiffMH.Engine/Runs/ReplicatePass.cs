using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>One pass as one replicate sees it: where it runs, and what its sums make of it.</summary>
/// <param name="problem">The point.</param>
/// <param name="pass">The pass, 0 … <see cref="PointProblem.Passes"/> − 1; the last is the evaluation.</param>
internal sealed class ReplicatePass(PointProblem problem, int pass)
{
    private readonly bool isOptimizing = problem.Spec.Mode == SweepMode.Optimize;

    /// <summary>The p parameters at which the replicate runs: after the last step, and in the evaluation after optimising the tail average.</summary>
    public Vector Theta(ReplicateState state)
    {
        if (!isOptimizing || pass < problem.Iterations)
        {
            return state.Theta;
        }

        var average = state.TailSum.Values.ToArray();
        for (var i = 0; i < average.Length; i++)
        {
            average[i] /= problem.Optimizer.TailAverage;
        }

        // An average of numbers at a bound may miss the bound by its last bit.
        Bounds.Of(problem).Project(average);
        return Vector.Wrap(average);
    }

    /// <summary>The replicate after the pass.</summary>
    /// <param name="replicate">The replicate's number.</param>
    /// <param name="before">Its state before the pass.</param>
    /// <param name="rows">The sums of its groups.</param>
    public ReplicateState Complete(int replicate, ReplicateState before, ReadOnlySpan<double> rows)
    {
        var theta = Theta(before);
        var ran = before with { Theta = theta, Ran = theta, Estimate = PassEstimate.Missing(problem.Layout) };
        if (NotFinite.InSums(problem, replicate, theta, rows) is { } unusable)
        {
            return ran with { Failure = unusable };
        }

        try
        {
            ran = ran with { Estimate = EstimateAt(theta, rows) };
        }
        catch (Exception exception)
        {
            // The objective is a plugin's code: whatever it throws ends this replicate only.
            return ran with { Failure = Failure.From(exception) };
        }

        if (!isOptimizing)
        {
            return ran;
        }

        return NotFinite.InEstimate(problem, replicate, theta, ran.Estimate) is { } failure ? ran with { Failure = failure }
            : pass < problem.Iterations ? Step(replicate, ran)
            : ran;
    }

    /// <summary>Objective, gradient and moments from groups at one θ.</summary>
    public PassEstimate EstimateAt(Vector wrt, ReadOnlySpan<double> rows)
    {
        var statistic = new ObjectiveStatistic(problem.Objective, problem.Layout, problem.Wrt, problem.ThetaAt(wrt.Values).Values);
        return PassEstimate.From(rows, problem.Layout, statistic);
    }

    private ReplicateState Step(int replicate, ReplicateState ran)
    {
        var sign = problem.Spec.Objective.Goal == ObjectiveGoal.Minimize ? -1.0 : 1.0;
        var uphill = ran.Estimate!.Values.Values.Slice(1, problem.Wrt.Length).ToArray();
        for (var i = 0; i < uphill.Length; i++)
        {
            uphill[i] *= sign;
        }

        var (theta, memory) = (ran.Theta.Values.ToArray(), ran.Memory.Values.ToArray());
        Optimizers.For(problem.Optimizer).Step(pass + 1, uphill, theta, memory);
        if (NotFinite.InTheta(problem, replicate, ran.Theta, theta) is { } failure)
        {
            return ran with { Failure = failure };
        }

        Bounds.Of(problem).Project(theta);
        return ran with { Theta = Vector.Wrap(theta), Memory = Vector.Wrap(memory), TailSum = AddTail(ran.TailSum, theta) };
    }

    /// <summary>The tail is the last <see cref="OptimizerSettings.TailAverage"/> steps: θ after each of them, projected, is added.</summary>
    private Vector AddTail(Vector tail, double[] theta)
    {
        if (pass < problem.Iterations - problem.Optimizer.TailAverage)
        {
            return tail;
        }

        var sum = tail.Values.ToArray();
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += theta[i];
        }

        return Vector.Wrap(sum);
    }
}
