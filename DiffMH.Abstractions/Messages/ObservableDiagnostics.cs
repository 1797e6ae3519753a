namespace DiffMH;

/// <summary>How well the chains of a point sampled one observable.</summary>
/// <param name="Name">The observable.</param>
/// <param name="Ess">Effective sample size by the means of batches or of half-chains, whichever scatter by more, over all chains; NaN where it cannot be formed.</param>
/// <param name="RHatSplit">Potential scale reduction of the half-chains, near 1 when they agree; NaN where it cannot be formed.</param>
[GenerateSerializer, Immutable]
public sealed record ObservableDiagnostics(
    [property: Id(0)] string Name,
    [property: Id(1)] double Ess,
    [property: Id(2)] double RHatSplit);
