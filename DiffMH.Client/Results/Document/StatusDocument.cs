using System.Collections.Immutable;

namespace DiffMH.Client.Results.Document;

/// <summary>How far a sweep is: the document of <c>status -o json</c>.</summary>
/// <param name="Sweep">The sweep as a whole.</param>
/// <param name="Points">All points of a small sweep, those at work of a large one.</param>
public sealed record StatusDocument(SweepStatusSummary Sweep, IReadOnlyList<PointStatusSummary> Points)
{
    /// <summary>The document of a sweep.</summary>
    /// <param name="status">The sweep as a whole.</param>
    /// <param name="submitted">When it was submitted first.</param>
    /// <param name="points">The points to tell of.</param>
    /// <param name="settings">The axis values of all points as JSON; empty where they are not to be told.</param>
    public static StatusDocument Of(SweepStatus status, DateTimeOffset submitted, ImmutableArray<PointStatus> points, ImmutableArray<string> settings)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new(
            SweepStatusSummary.Of(status, submitted),
            [.. points.Select(point => PointStatusSummary.Of(point, settings.IsEmpty ? null : settings[point.Point]))]);
    }
}
