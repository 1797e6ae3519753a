using System.Globalization;
using DiffMH.Client.Formatting;

namespace DiffMH.Client.Progress;

/// <summary>The words of progress, the same on a terminal and in a pipe.</summary>
public static class ProgressText
{
    private const double SmallestRelativeError = 1e-6;

    /// <summary>The sweep in a line: share, points, time.</summary>
    public static string Of(SweepStatus status, Pace pace)
    {
        ArgumentNullException.ThrowIfNull(status);
        var points = Points(status);
        return $"{Share(status)}{(points.Length == 0 ? "" : $", {points}")}, {Times(status, pace)}";
    }

    /// <summary>The share of the work that is done, in per cent.</summary>
    public static string Share(SweepStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return Percent.Of(status.Progress, 1);
    }

    /// <summary>How many points have ended; empty where there is one.</summary>
    public static string Points(SweepStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var ended = $"{status.Completed + status.Failed} of {status.Points} points";
        return status.Points == 1 ? "" : status.Failed == 0 ? ended : $"{ended} ({status.Failed} failed)";
    }

    /// <summary>How long it has taken and will take, with the uncertainty of that.</summary>
    public static string Times(SweepStatus status, Pace pace)
    {
        ArgumentNullException.ThrowIfNull(status);
        var left = pace.Left is { } time && status.Progress < 1 ? $", {Durations.Format(time, pace.Error)} left" : "";
        return $"{Durations.Format(pace.Elapsed)}{left}";
    }

    /// <summary>How far a point is: its iteration, or its lanes where there is one iteration only.</summary>
    public static string Place(PointStatus point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Iterations > 1 ? $"iteration {point.Iteration}/{point.Iterations}" : $"lane {point.LanesDone}/{point.Lanes}";
    }

    /// <summary>Parameters and objective of a point with their errors.</summary>
    public static IEnumerable<string> Numbers(PointStatus point)
    {
        ArgumentNullException.ThrowIfNull(point);
        const int shown = 4;
        var parameters = point.Parameters.IsDefault ? [] : point.Parameters;
        var numbers = parameters.Take(shown).Select(Named);
        return point.Objective is { } objective ? numbers.Append(Named(objective)) : numbers;
    }

    /// <summary>
    /// A number with its error. In the first iterations replicates may agree to many digits (Adam's first step has one length): nobody
    /// reads those on the fly.
    /// </summary>
    public static string Number(Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return estimate.Error > 0 && estimate.Error < SmallestRelativeError * Math.Abs(estimate.Value)
            ? $"{estimate.Value.ToString("G6", CultureInfo.InvariantCulture)}(0)"
            : ValueWithError.Format(estimate);
    }

    private static string Named(Estimate estimate) => $"{estimate.Name} {Number(estimate)}";
}
