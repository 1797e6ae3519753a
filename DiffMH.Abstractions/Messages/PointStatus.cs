using System.Collections.Immutable;

namespace DiffMH;

/// <summary>How far a point is: small enough to ask for often.</summary>
/// <param name="Point">The point's index.</param>
/// <param name="State">Its state.</param>
/// <param name="Iteration">Iterations done.</param>
/// <param name="Iterations">Iterations in all, the final evaluation not counted: as far as known, since a stop rule may end them; 1 in gradient mode.</param>
/// <param name="LanesDone">Lanes of the present iteration whose sums are in.</param>
/// <param name="Lanes">Lanes of the present iteration.</param>
/// <param name="Updates">Updates of primal chains so far, over all iterations of this activation.</param>
/// <param name="Objective">The objective in the last iteration: mean over replicates, with its standard error; null before the first.</param>
/// <param name="Parameters">The parameters of the last iteration likewise.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
/// <param name="Gradient">The gradient in the last iteration, as the objective; one for each parameter, empty before the first.</param>
/// <param name="Diagnostics">How the chains behaved in the last iteration; null before the first.</param>
/// <param name="WaitsFor">Where it waits for a plugin, which, and what to do; else null.</param>
[GenerateSerializer, Immutable]
public sealed record PointStatus(
    [property: Id(0)] int Point,
    [property: Id(1)] RunState State,
    [property: Id(2)] int Iteration,
    [property: Id(3)] int Iterations,
    [property: Id(4)] int LanesDone,
    [property: Id(5)] int Lanes,
    [property: Id(6)] long Updates,
    [property: Id(7)] Estimate? Objective,
    [property: Id(8)] ImmutableArray<Estimate> Parameters,
    [property: Id(9)] Failure? Failure,
    [property: Id(10)] ImmutableArray<Estimate> Gradient,
    [property: Id(11)] ChainDiagnostics? Diagnostics,
    [property: Id(12)] string? WaitsFor = null)
{
    /// <summary>A point of which nothing is known but its state: it is not at work, and its numbers must be asked of its result.</summary>
    public static PointStatus Bare(int point, RunState state) => new(point, state, 0, 1, 0, 0, 0, null, [], null, [], null);
}
