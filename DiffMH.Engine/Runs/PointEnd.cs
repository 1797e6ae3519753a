namespace DiffMH.Engine.Runs;

/// <summary>That the iterations of a point ended before their number was reached.</summary>
/// <param name="Iterations">How many were done, at least 0. The final evaluation follows; where none was done there is nothing to evaluate.</param>
/// <param name="Reason">What ended them.</param>
public sealed record PointEnd(int Iterations, StopReason Reason);
