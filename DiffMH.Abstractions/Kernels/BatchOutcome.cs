namespace DiffMH;

/// <summary>What a call on a batch gave.</summary>
/// <param name="Sums">
/// One row of <see cref="SumsLayout"/> for each group, in the order of the slices: all groups where <paramref name="Continuation"/>
/// is null, else empty; sums of different calls are never added.
/// </param>
/// <param name="Continuation">The unfinished lanes and the sums so far, to be sent back with the same slices; null when all is done.</param>
/// <param name="Updates">Steps of primal chains taken in this call, for measuring speed: single-site updates on lattices.</param>
/// <param name="Evaluations">Evaluations of the density in this call, those for alternatives among them: what comparing estimators counts. 0 from a kernel that does not count them.</param>
[GenerateSerializer, Immutable]
public sealed record BatchOutcome(
    [property: Id(0)] Vector Sums,
    [property: Id(1)] byte[]? Continuation,
    [property: Id(2)] long Updates,
    [property: Id(3)] long Evaluations = 0);
