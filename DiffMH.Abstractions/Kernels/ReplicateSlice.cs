namespace DiffMH;

/// <summary>Consecutive groups of one replicate, with the replicate's parameters.</summary>
/// <param name="Replicate">The replicate, from 0.</param>
/// <param name="FirstGroup">The first group, 0 … G − 1.</param>
/// <param name="Groups">How many groups, at least 1.</param>
/// <param name="Theta">All parameters of the model, then those of its proposal, at which the lanes run.</param>
[GenerateSerializer, Immutable]
public sealed record ReplicateSlice(
    [property: Id(0)] int Replicate,
    [property: Id(1)] int FirstGroup,
    [property: Id(2)] int Groups,
    [property: Id(3)] Vector Theta);
