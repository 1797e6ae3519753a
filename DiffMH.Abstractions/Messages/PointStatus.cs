namespace DiffMH;

/// <summary>How far a point is: small enough to ask for often.</summary>
/// <param name="Point">The point's index.</param>
/// <param name="State">Its state.</param>
/// <param name="Iteration">Iterations done.</param>
/// <param name="Iterations">Iterations in all, the final evaluation not counted; 1 in gradient mode.</param>
/// <param name="LanesDone">Lanes of the present iteration whose sums are in.</param>
/// <param name="Lanes">Lanes of the present iteration.</param>
/// <param name="Updates">Updates of primal chains so far, over all iterations of this activation.</param>
/// <param name="Objective">The objective in the last iteration: mean over replicates, with its standard error; null before the first.</param>
/// <param name="Parameters">The parameters of the last iteration likewise.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
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
    [property: Id(8)] System.Collections.Immutable.ImmutableArray<Estimate> Parameters,
    [property: Id(9)] Failure? Failure);
