using DiffMH.Silo.Compute;

namespace DiffMH.Silo.Grains;

/// <summary>How much a batch's sweep matters beside others: told beside the call and not in its arguments, which are those of a pure function.</summary>
internal static class SentPriority
{
    private const string Key = "diffmh.priority";

    /// <summary>Sends it with the calls that follow.</summary>
    public static void Send(SweepPriority priority) => RequestContext.Set(Key, $"{priority}");

    /// <summary>The share of a batch by what came with its call; normal where nothing came, or nothing that is one.</summary>
    /// <param name="chainBatch">The key of the batch.</param>
    public static SweepShare ShareOf(string chainBatch) => SweepShare.Of(
        PointKey.Sweep(PointKey.AggregatorOf(chainBatch)),
        RequestContext.Get(Key) is string text && Enum.TryParse<SweepPriority>(text, out var priority) ? priority : SweepPriority.Normal);
}
