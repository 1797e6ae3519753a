using System.Collections.Immutable;

namespace DiffMH;

/// <summary>How far a sweep is.</summary>
/// <param name="Id">The sweep's identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state.</param>
/// <param name="Points">How many points it has.</param>
/// <param name="Completed">How many are done.</param>
/// <param name="Failed">How many failed, those that were lost included.</param>
/// <param name="Progress">Done share of all iterations of all points, 0 … 1.</param>
/// <param name="Running">The points at work now.</param>
/// <param name="WorkSeconds">How long the sweep was at work, over all its activations; the last second may be missing after a loss.</param>
/// <param name="WaitsFor">Why points at work wait, with what to do about it, as when the store is full; null where nothing is in the way.</param>
/// <param name="Lost">How many of the failed were lost: given up by no fault of the plugin's code.</param>
/// <param name="Priority">How much it matters beside other sweeps.</param>
[GenerateSerializer, Immutable]
public sealed record SweepStatus(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] RunState State,
    [property: Id(3)] int Points,
    [property: Id(4)] int Completed,
    [property: Id(5)] int Failed,
    [property: Id(6)] double Progress,
    [property: Id(7)] ImmutableArray<PointStatus> Running,
    [property: Id(8)] double WorkSeconds = 0,
    [property: Id(9)] string? WaitsFor = null,
    [property: Id(10)] int Lost = 0,
    [property: Id(11)] SweepPriority Priority = SweepPriority.Normal);
