using System.Collections.Immutable;

namespace DiffMH;

/// <summary>What of a point's results is kept and shown. Changes no number, and is no part of what names the point.</summary>
/// <param name="Observables">The observables whose moments and diagnostics are results, in this order. The objective sees all.</param>
/// <param name="TraceThin">k ≥ 1: of the trace, every k-th iteration is kept, the last, the final evaluation, and the one in which the last replicate failed.</param>
[GenerateSerializer, Immutable]
public sealed record OutputSettings(
    [property: Id(0)] ImmutableArray<string> Observables,
    [property: Id(1)] int TraceThin);
