using System.Text.Json.Serialization;

namespace DiffMH.Client.Results.Document;

/// <summary>A sweep as a whole.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">How far it is; <c>failed</c> is done, with failed points.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="WallSeconds">Seconds at work, over all the times it was started.</param>
/// <param name="Digest">SHA-256 of the canonical trace: equal digests mean equal results; null while it is unfinished.</param>
/// <param name="Kernels">Which kernels run the points of models that bring one, and why it is not that one; absent where none does.</param>
public sealed record SweepSummary(
    string Id,
    string Name,
    RunState State,
    ulong Seed,
    double WallSeconds,
    string? Digest,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<KernelUse>? Kernels = null);
