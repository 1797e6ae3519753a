using System.Collections.Immutable;

namespace DiffMH;

/// <summary>What a silo says of itself every two seconds, and as soon as its plugins are others.</summary>
/// <param name="Address">Its address in the cluster, unique for the life of its process.</param>
/// <param name="Name">The name it was given.</param>
/// <param name="Version">The version of DiffMH it runs.</param>
/// <param name="ComputeThreads">How many threads it computes with.</param>
/// <param name="MathFingerprint">A hash of the processor's and the system's elementary functions, in hexadecimal: silos that share it give the same bits.</param>
/// <param name="Batches">Batches computed since its start.</param>
/// <param name="BusySeconds">Seconds its threads have computed since its start, summed over threads.</param>
/// <param name="UpSeconds">Seconds since its start.</param>
/// <param name="Plugins">What became of each folder in its plugins folder.</param>
/// <param name="Condition">What it knows of its process and its machine; null from a silo of an older version.</param>
/// <param name="AgeSeconds">How long ago the report was made, in seconds; told by the registry.</param>
[GenerateSerializer, Immutable]
public sealed record SiloReport(
    [property: Id(0)] string Address,
    [property: Id(1)] string Name,
    [property: Id(2)] string Version,
    [property: Id(3)] int ComputeThreads,
    [property: Id(4)] string MathFingerprint,
    [property: Id(5)] long Batches,
    [property: Id(6)] double BusySeconds,
    [property: Id(7)] double UpSeconds,
    [property: Id(8)] ImmutableArray<PluginStatus> Plugins,
    [property: Id(9)] SiloCondition? Condition = null,
    [property: Id(10)] double AgeSeconds = 0);
