namespace DiffMH;

/// <summary>One sweep. Key: the sweep's id.</summary>
public interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>Starts the sweep, or resumes it from its last commits. Returns once the sweep is stored; calling again changes nothing.</summary>
    /// <exception cref="InvalidOperationException">Another sweep is stored under this key.</exception>
    Task Start(FrozenSweep sweep, RunOptions options);

    /// <summary>How far the sweep is. Short; changes nothing.</summary>
    Task<SweepStatus> Status();

    /// <summary>Stops every point at its next commit and returns when all have stopped. Start again to go on.</summary>
    Task Pause();

    /// <summary>What a point gave, so far or finally. Changes nothing.</summary>
    Task<PointResult> Result(int point);

    /// <summary>One chunk of a point's trace, empty past the end. Changes nothing.</summary>
    Task<TraceBlock> Trace(int point, int chunk);
}
