using System.Collections.Immutable;
using DiffMH.Client.Reports;

namespace DiffMH.Client.Progress.Live;

/// <summary>Everything the screen knows and what its user chose to see. For one thread at a time: whoever holds <see cref="Gate"/>.</summary>
internal sealed class SweepBoard
{
    /// <summary>With more points than this those at work are looked for, not point 0.</summary>
    private const int Few = 20;

    private readonly ImmutableArray<PointView> points;

    public SweepBoard(FrozenSweep sweep, bool isOfThisProcess, Func<PointSpec, string?> doubt)
    {
        Axes = SweepAxes.Of(sweep);
        points = [.. sweep.Points.Select((point, i) => new PointView(point, Axes.Of(i), doubt(point)))];
        IsOfThisProcess = isOfThisProcess;
        Order = points.Length > Few ? PointOrder.Progress : PointOrder.Point;
    }

    /// <summary>Held by whoever reads or changes the board while others may.</summary>
    public Lock Gate { get; } = new();

    /// <summary>What the sweep varies.</summary>
    public SweepAxes Axes { get; }

    /// <summary>The points in the order of the sweep.</summary>
    public ImmutableArray<PointView> Points => points;

    /// <summary>Whether the sweep is computed in this process.</summary>
    public bool IsOfThisProcess { get; }

    /// <summary>Whether the user can press keys other than Ctrl-C.</summary>
    public bool HasKeys { get; init; } = true;

    /// <summary>The sweep's last status; null before the first.</summary>
    public SweepStatus? Status { get; private set; }

    /// <summary>How fast it goes.</summary>
    public Pace Pace { get; private set; }

    /// <summary>Who computes; null where nobody knows.</summary>
    public Workforce? Workforce { get; private set; }

    /// <summary>Grows with whatever is learnt, so that a drawing knows whether it is out of date.</summary>
    public int Version { get; private set; }

    /// <summary>What just happened, for a line of its own; null for nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>In which order the points stand.</summary>
    public PointOrder Order { get; private set; }

    /// <summary>The place of the first point shown in that order.</summary>
    public int First { get; private set; }

    /// <summary>How many points the last drawing showed.</summary>
    public int Room { get; set; } = 1;

    /// <summary>Whether the meaning of keys and columns is shown instead of the points.</summary>
    public bool IsHelping { get; set; }

    /// <summary>Whether diagnostics are shown with each point.</summary>
    public bool IsVerbose { get; set; }

    /// <summary>Whether the sweep is paused.</summary>
    public bool IsPaused => Status?.State == RunState.Paused;

    /// <summary>What is conspicuous, told once for all points.</summary>
    public IReadOnlyList<RemarkGroup> Remarks => RemarkGroup.Of(points.SelectMany(point => point.Remarks.Select(remark => (point.Index, remark))));

    /// <summary>The points from the first that is shown.</summary>
    /// <param name="most">At most how many.</param>
    public IReadOnlyList<PointView> Show(int most) => [.. Ordered().Skip(First).Take(most)];

    /// <summary>Takes a status of the sweep.</summary>
    public void Take(SweepStatus status, Pace pace)
    {
        (Status, Pace, Version) = (status, pace, Version + 1);
        foreach (var point in status.Running.Where(point => point.Point < points.Length))
        {
            points[point.Point].Take(point);
        }
    }

    /// <summary>Takes the states of some points, without their numbers.</summary>
    public void Take(IEnumerable<PointStatus> states)
    {
        foreach (var state in states)
        {
            Version += points[state.Point].Take(state.State) ? 1 : 0;
        }
    }

    /// <summary>Takes what a point gave in the end.</summary>
    public void Take(PointResult result)
    {
        points[result.Point].Take(result);
        Version++;
    }

    /// <summary>Takes objectives of a point from before.</summary>
    public void Take(PointView point, IEnumerable<(int Iteration, double Objective)> past)
    {
        foreach (var (iteration, objective) in past)
        {
            point.History.Add(iteration, objective);
        }

        Version++;
    }

    /// <summary>Takes who computes.</summary>
    public void Take(Workforce workforce) => (Workforce, Version) = (workforce, Version + 1);

    /// <summary>Says something in a line of its own, until something else happens.</summary>
    public void Notify(string? text) => (Notice, Version) = (text, Version + 1);

    /// <summary>Stands the points in the next order.</summary>
    public void Reorder()
    {
        Order = (PointOrder)(((int)Order + 1) % Enum.GetValues<PointOrder>().Length);
        First = 0;
    }

    /// <summary>Moves down by some points, up by fewer than none; not past the ends of what the last drawing had room for.</summary>
    public void Scroll(long by) => First = (int)Math.Clamp(First + by, 0, Math.Max(0, points.Length - Room));

    private IEnumerable<PointView> Ordered() => Order switch
    {
        PointOrder.Progress => points.OrderBy(Rank),
        PointOrder.Value => points.OrderByDescending(point => NanLast(point.Merit)),
        PointOrder.Signal => points.OrderByDescending(point => NanLast(point.Signal?.Errors ?? double.NaN)),
        _ => points,
    };

    private static int Rank(PointView point) => point.Status.State switch
    {
        RunState.Running => 0,
        RunState.Paused or RunState.WaitingForPlugin => 1,
        RunState.Queued => 2,
        _ => 3,
    };

    private static double NanLast(double value) => double.IsNaN(value) ? double.NegativeInfinity : value;
}
