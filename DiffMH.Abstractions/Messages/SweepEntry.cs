namespace DiffMH;

/// <summary>A sweep in the directory of a store: enough for a list.</summary>
/// <param name="Id">The sweep's identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Submitted">When it was submitted first.</param>
/// <param name="State">Its state.</param>
/// <param name="Points">How many points it has.</param>
/// <param name="Completed">How many are done.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Progress">Done share of all iterations of all points, 0 … 1.</param>
/// <param name="Priority">How much it matters beside other sweeps.</param>
[GenerateSerializer, Immutable]
public sealed record SweepEntry(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] DateTimeOffset Submitted,
    [property: Id(3)] RunState State,
    [property: Id(4)] int Points,
    [property: Id(5)] int Completed,
    [property: Id(6)] int Failed,
    [property: Id(7)] double Progress,
    [property: Id(8)] SweepPriority Priority = SweepPriority.Normal);
