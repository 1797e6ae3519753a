using System.Text.Json.Serialization;

namespace DiffMH.Client.Results.Document;

/// <summary>How far a sweep is as a whole.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state; <c>failed</c> is done, with failed points.</param>
/// <param name="Points">How many points it has.</param>
/// <param name="Completed">How many are done.</param>
/// <param name="Failed">How many failed, lost ones included.</param>
/// <param name="Progress">Done share, 0 … 1.</param>
/// <param name="WallSeconds">Seconds at work, over all the times it was started.</param>
/// <param name="Submitted">When it was submitted first; absent right after.</param>
/// <param name="WaitsFor">Why points at work wait, with what to do about it, as when the store is full; absent where nothing is in the way.</param>
/// <param name="Lost">How many of the failed were lost: given up by no fault of the plugin's code.</param>
/// <param name="Priority">How much it matters beside other sweeps.</param>
public sealed record SweepStatusSummary(
    string Id,
    string Name,
    RunState State,
    int Points,
    int Completed,
    int Failed,
    double Progress,
    double WallSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Submitted,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? WaitsFor = null,
    int Lost = 0,
    SweepPriority Priority = SweepPriority.Normal)
{
    /// <summary>The summary of a status.</summary>
    public static SweepStatusSummary Of(SweepStatus status, DateTimeOffset? submitted = null)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new(
            status.Id, status.Name, status.State, status.Points, status.Completed, status.Failed, status.Progress, Math.Round(status.WorkSeconds, 3), submitted, status.WaitsFor, status.Lost, status.Priority);
    }
}
