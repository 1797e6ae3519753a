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
        var share = status.Progress.ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);
        var points = status.Points == 1 ? "" : $", {status.Completed + status.Failed} of {status.Points} points";
        var failed = status.Failed == 0 ? "" : $" ({status.Failed} failed)";
        var left = pace.Left is { } time && status.Progress < 1 ? $", {Durations.Format(time)} left" : "";
        return $"{share}{points}{failed}, {Durations.Format(pace.Elapsed)}{left}";
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
        var numbers = parameters.Take(shown).Select(Number);
        return point.Objective is { } objective ? numbers.Append(Number(objective)) : numbers;
    }

    /// <summary>In the first iterations replicates may agree to many digits (Adam's first step has one length): nobody reads those on the fly.</summary>
    private static string Number(Estimate estimate) => estimate.Error > 0 && estimate.Error < SmallestRelativeError * Math.Abs(estimate.Value)
        ? $"{estimate.Name} {estimate.Value.ToString("G6", CultureInfo.InvariantCulture)}(0)"
        : $"{estimate.Name} {ValueWithError.Format(estimate)}";
}
