namespace DiffMH.Client.Plans;

/// <summary>What a sweep would do: the document of <c>plan -o json</c>.</summary>
/// <param name="Id">The sweep's identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Folder">Where <c>run</c> puts its results by default.</param>
/// <param name="Lanes">Chains with their alternatives, over all points and replicates.</param>
/// <param name="Updates">Updates of primal chains in all: steps, on lattices single-site updates.</param>
/// <param name="Timing">How long it will take on this machine; null where a kernel could not be timed.</param>
/// <param name="StoreBytes">Bytes that a point takes in a SQLite store once it has ended, on average; null where none could be tried.</param>
/// <param name="DataBytes">Bytes of the data files, which a store has once for all points.</param>
/// <param name="Excluded">How many combinations of the design are left out.</param>
/// <param name="Kernels">Which kernels run the points of models that bring one, and why it is not that one.</param>
/// <param name="Warnings">What one should know before running it.</param>
/// <param name="Points">The points.</param>
public sealed record PlanDocument(
    string Id,
    string Name,
    ulong Seed,
    string Folder,
    long Lanes,
    double Updates,
    PlanTiming? Timing,
    double? StoreBytes,
    long DataBytes,
    int Excluded,
    IReadOnlyList<KernelUse> Kernels,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<PlanPoint> Points);
