using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Results;

/// <summary>Looks at the traces of a sweep as they stream by: what still moved at the end of each point, and the path of its objective.</summary>
/// <remarks>Points come one after the other, so one is studied at a time and what was found is kept: the sums of ten thousand points would take as much memory as the rest of a run.</remarks>
internal sealed class TraceStudy
{
    private readonly Dictionary<int, int> iterations;
    private readonly Dictionary<int, (ConvergenceSummary? Convergence, IReadOnlyList<double> Path)> found = [];
    private PointSpec? present;
    private PointTraceStudy? study;

    /// <summary>A study of a sweep's points.</summary>
    /// <param name="results">What came out: how many iterations each point did.</param>
    public TraceStudy(IEnumerable<PointResult> results) => iterations = results.ToDictionary(result => result.Point, result => result.Iterations);

    /// <summary>Takes a block of a point's trace; all blocks of a point come together.</summary>
    public void Add(PointSpec point, TraceBlock block)
    {
        if (!ReferenceEquals(point, present))
        {
            Close();
            present = point;
            study = Begin(point);
        }

        study?.Add(block);
    }

    /// <summary>The summary with what was found at each point that was completed.</summary>
    public SummaryDocument Complete(SummaryDocument summary)
    {
        Close();
        return summary with { Points = [.. summary.Points.Select(point => point.State == RunState.Completed ? point with { Convergence = found.GetValueOrDefault(point.Point).Convergence } : point)] };
    }

    /// <summary>The mean objective of a point along its iterations, at most <see cref="PointTraceStudy.PathLength"/> numbers; empty in gradient mode.</summary>
    public IReadOnlyList<double> Path(int point) => found.TryGetValue(point, out var known) ? known.Path : [];

    private PointTraceStudy? Begin(PointSpec point) =>
        point.Mode == SweepMode.Optimize && iterations.GetValueOrDefault(point.Index) is > 0 and var done ? new(point, done) : null;

    private void Close()
    {
        if (study is not null)
        {
            found[present!.Index] = (study.Convergence(), study.Path());
        }

        (present, study) = (null, null);
    }
}
