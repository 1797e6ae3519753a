namespace DiffMH;

/// <summary>A named number with its standard error.</summary>
/// <param name="Name">What is estimated.</param>
/// <param name="Value">The estimate.</param>
/// <param name="Error">One standard error; NaN where there are fewer than two groups or replicates to find it from.</param>
/// <param name="Deviation">Standard deviation of single replicates' own estimates; NaN with fewer than two replicates.</param>
[GenerateSerializer, Immutable]
public sealed record Estimate(
    [property: Id(0)] string Name,
    [property: Id(1)] double Value,
    [property: Id(2)] double Error,
    [property: Id(3)] double Deviation);
