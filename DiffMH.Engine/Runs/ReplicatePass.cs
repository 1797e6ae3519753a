using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>One pass as one replicate sees it: where it runs, and what its sums make of it.</summary>
/// <param name="problem">The point.</param>
/// <param name="pass">The pass, from 0; the one after the last iteration is the evaluation.</param>
/// <param name="iterations">How many iterations there are.</param>
internal sealed class ReplicatePass(PointProblem problem, int pass, int iterations)
{
    private readonly bool isOptimizing = problem.Spec.Mode == SweepMode.Optimize;
    private readonly CovarianceControl? control = problem.Spec.Estimator.Control == ControlVariate.Covariance ? new(problem.Layout) : null;

    /// <summary>Where the sums of <see cref="Controlled"/> stand.</summary>
    public SumsLayout Layout => control?.Layout ?? problem.Layout;

    private int Width => Layout.Width * problem.Spec.Estimator.Thetas;

    /// <summary>The p parameters at which the replicate runs: after the last step, and in the evaluation after optimising the tail average.</summary>
    public Vector Theta(ReplicateState state)
    {
        if (!isOptimizing || pass < iterations)
        {
            return state.Theta;
        }

        var average = state.TailSum.Values.ToArray();
        for (var i = 0; i < average.Length; i++)
        {
            average[i] /= Math.Min(problem.TailAverage, iterations);
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
        var ran = Evaluate(replicate, before, Theta(before), rows);
        return isOptimizing && pass < iterations && ran.Failure is null ? Step(replicate, ran) : ran;
    }

    /// <summary>The replicate after the pass and before the step it leads to.</summary>
    /// <param name="replicate">The replicate's number.</param>
    /// <param name="before">Its state before the pass.</param>
    /// <param name="theta">The p parameters at which it ran.</param>
    /// <param name="rows">The sums of its groups.</param>
    public ReplicateState Evaluate(int replicate, ReplicateState before, Vector theta, ReadOnlySpan<double> rows)
    {
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

        return isOptimizing && NotFinite.InEstimate(problem, replicate, theta, ran.Estimate) is { } failure ? ran with { Failure = failure } : ran;
    }

    /// <summary>Objective, gradient and moments from groups at one θ.</summary>
    public PassEstimate EstimateAt(Vector wrt, ReadOnlySpan<double> rows) => PassEstimate.From(Controlled(rows), Layout, Width, StatisticAt(wrt));

    /// <summary>What each group says of these numbers, as if it were an estimate of its own.</summary>
    public double[][] PseudoValuesAt(Vector wrt, ReadOnlySpan<double> rows) =>
        PseudoValues.Of(Controlled(rows), Width, 1 + problem.Parameters + problem.Layout.Observables, StatisticAt(wrt));

    /// <summary>The rows of groups at one θ with the derivatives that are published: where a control variate is asked for, with it.</summary>
    public ReadOnlySpan<double> Controlled(ReadOnlySpan<double> rows) => control is null ? rows : control.Apply(rows);

    /// <summary>What forms objective, gradient and moments from groups at one θ.</summary>
    private GroupStatistic StatisticAt(Vector wrt)
    {
        if (problem.Spec.Estimator.Method == EstimatorMethod.FiniteDifference)
        {
            return new DifferenceStatistic(problem.Objective, problem.Layout, problem.Wrt, [.. new ShiftedTheta(problem).Around(wrt)]).Evaluate;
        }

        return new ObjectiveStatistic(problem.Objective, Layout, problem.Wrt, problem.ThetaAt(wrt.Values).Values, problem.Directions).Evaluate;
    }

    /// <summary>The replicate after the step that its estimate leads to; where that is none, failed and where it was.</summary>
    /// <param name="replicate">The replicate's number.</param>
    /// <param name="ran">Its state after the pass; of the estimate, objective and gradient are used.</param>
    public ReplicateState Step(int replicate, ReplicateState ran)
    {
        var sign = problem.Spec.Objective.Goal == ObjectiveGoal.Minimize ? -1.0 : 1.0;
        var uphill = ran.Estimate!.Values.Values.Slice(1, problem.Parameters).ToArray();
        for (var i = 0; i < uphill.Length; i++)
        {
            uphill[i] *= sign;
        }

        var (theta, memory) = (ran.Theta.Values.ToArray(), ran.Memory.Values.ToArray());
        Move(theta, uphill, memory);
        if (NotFinite.InTheta(problem, replicate, ran.Theta, theta) is { } failure)
        {
            return ran with { Failure = failure };
        }

        Bounds.Of(problem).Project(theta);
        var window = new TailWindow(problem, pass);
        return ran with
        {
            Theta = Vector.Wrap(theta),
            Memory = Vector.Wrap(memory),
            TailSum = window.AddTheta(ran.TailSum, theta),
            Recent = window.AddRecent(ran.Recent, theta),
            Drift = window.AddDrift(ran.Drift, ran.Theta.Values, uphill, ran.Estimate.Errors.Values.Slice(1, uphill.Length)),
        };
    }

    /// <summary>One step of the optimiser, in its own coordinates; stop rules look at the gradient as it was.</summary>
    private void Move(double[] theta, double[] uphill, double[] memory)
    {
        var (coordinates, gradient) = (Coordinates.Of(problem), uphill.ToArray());
        coordinates?.Enter(theta, gradient);
        GradientClip.Apply(gradient, problem.Optimizer.Clip);
        var settings = problem.Optimizer with { LearningRate = LearningRates.At(problem.Optimizer, pass + 1) };
        Optimizers.For(settings).Step(pass + 1, gradient, theta, memory);
        coordinates?.Leave(theta);
    }
}
