using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Results;

/// <summary>Looks at the traces of a sweep as they stream by: what still moved at the end of each point, and the path of its objective.</summary>
internal sealed class TraceStudy
{
    private readonly Dictionary<int, PointTraceStudy> points;

    /// <summary>A study of a sweep's points.</summary>
    /// <param name="sweep">What was asked.</param>
    /// <param name="results">What came out: how many iterations each point did.</param>
    public TraceStudy(FrozenSweep sweep, IEnumerable<PointResult> results)
    {
        var done = results.ToDictionary(result => result.Point, result => result.Iterations);
        points = sweep.Points
            .Where(point => point.Mode == SweepMode.Optimize && done.GetValueOrDefault(point.Index) > 0)
            .ToDictionary(point => point.Index, point => new PointTraceStudy(point, done[point.Index]));
    }

    /// <summary>Takes a block of a point's trace.</summary>
    public void Add(PointSpec point, TraceBlock block) => points.GetValueOrDefault(point.Index)?.Add(block);

    /// <summary>The summary with what was found at each point that was completed.</summary>
    public SummaryDocument Complete(SummaryDocument summary) => summary with
    {
        Points = [.. summary.Points.Select(point => point.State == RunState.Completed && points.TryGetValue(point.Point, out var study) ? point with { Convergence = study.Convergence() } : point)],
    };

    /// <summary>The mean objective of a point along its iterations, at most <see cref="PointTraceStudy.PathLength"/> numbers; empty in gradient mode.</summary>
    public IReadOnlyList<double> Path(int point) => points.TryGetValue(point, out var study) ? study.Path() : [];
}
