using System.Collections.Immutable;
using DiffMH.Client.Reports;

namespace DiffMH.Client.Progress.Live;

/// <summary>What the screen knows of one point.</summary>
/// <param name="spec">What was asked of it.</param>
/// <param name="settings">The axis values that distinguish it.</param>
/// <param name="doubt">What its settings make doubtful, with the remedy; null for nothing.</param>
internal sealed class PointView(PointSpec spec, ImmutableArray<string> settings, string? doubt)
{
    private ImmutableArray<Remark>? remarks;

    /// <summary>The point's index.</summary>
    public int Index => spec.Index;

    /// <summary>The axis values that distinguish it.</summary>
    public ImmutableArray<string> Settings => settings;

    /// <summary>Its last status.</summary>
    public PointStatus Status { get; private set; } = PointStatus.Bare(spec.Index, RunState.Queued);

    /// <summary>The objective so far.</summary>
    public ObjectiveHistory History { get; } = new();

    /// <summary>Whether the numbers are those of its result.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>Whether what was stored before this screen was opened has been asked for.</summary>
    public bool HasPast { get; set; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => Status.State is RunState.Completed or RunState.Failed or RunState.Lost;

    /// <summary>Whether it has iterations to draw a curve of.</summary>
    public bool IsOptimized => spec.Mode == SweepMode.Optimize;

    /// <summary>What is conspicuous in its settings and in the last iteration.</summary>
    public ImmutableArray<Remark> Remarks => remarks ??= [.. Diagnosis.OfDoubt(doubt), .. Diagnosis.Of(Status)];

    /// <summary>Done share, 0 … 1.</summary>
    public double Share => HasEnded ? 1
        : (Status.Iteration + (Status.Lanes == 0 ? 0 : (double)Status.LanesDone / Status.Lanes)) / (IsOptimized ? Status.Iterations + 1 : 1);

    /// <summary>The component of the gradient that stands out most from its noise, and by how many standard errors; null without errors.</summary>
    public (Estimate Gradient, double Errors)? Signal
    {
        get
        {
            var known = Status.Gradient.IsDefault ? [] : Status.Gradient.Where(part => part.Error > 0).ToArray();
            return known.Length == 0 ? null : known.Select(part => (part, Math.Abs(part.Value) / part.Error)).MaxBy(part => part.Item2);
        }
    }

    /// <summary>The objective's value times its goal's sign, so that more is better; NaN while there is none.</summary>
    public double Merit => (Status.Objective?.Value ?? double.NaN) * (spec.Objective.Goal == ObjectiveGoal.Minimize ? -1 : 1);

    /// <summary>Takes a status of the point at work.</summary>
    public void Take(PointStatus status)
    {
        if (status.Objective is { } objective && status.Iteration > 0)
        {
            History.Add(status.Iteration - 1, objective.Value);
        }

        Set(status);
    }

    /// <summary>Takes a state without numbers: those that are known stay.</summary>
    /// <returns>Whether it is news.</returns>
    public bool Take(RunState state)
    {
        if (state == Status.State || IsFinal)
        {
            return false;
        }

        Set(Status with { State = state });
        return true;
    }

    /// <summary>Takes what the point gave in the end.</summary>
    public void Take(PointResult result)
    {
        var iterations = Math.Max(Status.Iterations, result.Iterations);
        Set(new(
            Index, result.State, result.Iterations, iterations, 0, 0, Status.Updates, result.Objective, result.Parameters, result.Failure, result.Gradient, result.Diagnostics));
        IsFinal = HasEnded;
    }

    private void Set(PointStatus status)
    {
        Status = status;
        remarks = null;
    }
}
