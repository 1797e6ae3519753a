namespace DiffMH;

/// <summary>How a sweep is worked off. None of it changes a result.</summary>
/// <param name="LanesPerBatch">Lanes per batch, rounded up to whole groups; null to follow measured speed.</param>
/// <param name="Priority">How much it matters beside other sweeps; null to leave it as it is, which is normal at first.</param>
[GenerateSerializer, Immutable]
public sealed record RunOptions([property: Id(0)] int? LanesPerBatch, [property: Id(1)] SweepPriority? Priority = null);
