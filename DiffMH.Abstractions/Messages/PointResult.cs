using System.Collections.Immutable;

namespace DiffMH;

/// <summary>What a point gave.</summary>
/// <param name="Point">The point's index.</param>
/// <param name="Settings">Its axis values as a JSON object of dotted paths.</param>
/// <param name="State">Completed or failed; running or queued in an unfinished sweep.</param>
/// <param name="Replicates">How many replicates the numbers come from.</param>
/// <param name="Parameters">The parameters a derivative was taken for: the optimum, or what was given.</param>
/// <param name="Moments">The moments there, of the observables that are asked for.</param>
/// <param name="Objective">The objective there; null while there is none.</param>
/// <param name="Gradient">Its gradient there, one number per parameter.</param>
/// <param name="Diagnostics">How the chains behaved; null while there is nothing to say.</param>
/// <param name="Iterations">Committed iterations.</param>
/// <param name="Failure">Why the point or some of its replicates failed; null where nothing did.</param>
/// <param name="StoppedBy">What ended the iterations; null where they have not ended, and for an evaluation in gradient mode.</param>
[GenerateSerializer, Immutable]
public sealed record PointResult(
    [property: Id(0)] int Point,
    [property: Id(1)] string Settings,
    [property: Id(2)] RunState State,
    [property: Id(3)] int Replicates,
    [property: Id(4)] ImmutableArray<Estimate> Parameters,
    [property: Id(5)] ImmutableArray<Estimate> Moments,
    [property: Id(6)] Estimate? Objective,
    [property: Id(7)] ImmutableArray<Estimate> Gradient,
    [property: Id(8)] ChainDiagnostics? Diagnostics,
    [property: Id(9)] int Iterations,
    [property: Id(10)] Failure? Failure,
    [property: Id(11)] StopReason? StoppedBy = null)
{
    /// <summary>Of a point that has not begun.</summary>
    public static PointResult Queued(PointSpec point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new(point.Index, point.Settings, RunState.Queued, point.Replicates, [], [], null, [], null, 0, null);
    }
}
