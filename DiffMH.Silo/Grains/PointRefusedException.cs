namespace DiffMH.Silo.Grains;

/// <summary>A point that cannot run on this silo as it is now. Nothing of it is stored: it may run when what was missing is there.</summary>
/// <param name="failure">Why.</param>
internal sealed class PointRefusedException(Failure failure) : Exception(failure.Message)
{
    /// <summary>The point's status.</summary>
    public PointStatus Status(PointSpec point) => new(point.Index, RunState.Failed, 0, point.Optimizer?.Iterations ?? 1, 0, 0, 0, null, [], failure, [], null);

    /// <summary>The point's result.</summary>
    public PointResult Result(PointSpec point) => new(point.Index, point.Settings, RunState.Failed, 0, [], [], null, [], null, 0, failure);
}
