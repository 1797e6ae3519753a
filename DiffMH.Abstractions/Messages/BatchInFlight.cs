namespace DiffMH;

/// <summary>Lanes that a thread computes: those of a batch of one pass of a point, from one group to another in the order of replicates and groups.</summary>
/// <param name="Point">The key of the point's aggregator.</param>
/// <param name="Pass">The pass.</param>
/// <param name="FirstReplicate">The replicate of the first group.</param>
/// <param name="FirstGroup">The first group.</param>
/// <param name="LastReplicate">The replicate of the last group.</param>
/// <param name="LastGroup">The last group.</param>
/// <param name="Start">A hash of where an earlier call on these lanes stopped; 0 for their beginning.</param>
/// <param name="IsAlone">Whether the silo computes nothing else meanwhile.</param>
[GenerateSerializer, Immutable]
public sealed record BatchInFlight(
    [property: Id(0)] string Point,
    [property: Id(1)] ChainPass Pass,
    [property: Id(2)] int FirstReplicate,
    [property: Id(3)] int FirstGroup,
    [property: Id(4)] int LastReplicate,
    [property: Id(5)] int LastGroup,
    [property: Id(6)] ulong Start,
    [property: Id(7)] bool IsAlone = false)
{
    private (int, int) First => (FirstReplicate, FirstGroup);

    private (int, int) Last => (LastReplicate, LastGroup);

    /// <summary>Whether both have lanes in common.</summary>
    public bool Overlaps(BatchInFlight other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsOfPassOf(other) && First.CompareTo(other.Last) <= 0 && other.First.CompareTo(Last) <= 0;
    }

    /// <summary>Whether all lanes of the other are among these.</summary>
    public bool Covers(BatchInFlight other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsOfPassOf(other) && First.CompareTo(other.First) <= 0 && other.Last.CompareTo(Last) <= 0;
    }

    /// <summary>The lanes that are not among those of another: none, or those before it, those after it, or both.</summary>
    /// <remarks>How many groups a replicate has is not known here, so that what is left may name groups that there are none of.</remarks>
    public IEnumerable<BatchInFlight> Without(BatchInFlight other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Overlaps(other))
        {
            return [this];
        }

        var (replicate, group) = other.FirstGroup > 0 ? (other.FirstReplicate, other.FirstGroup - 1) : (other.FirstReplicate - 1, int.MaxValue);
        BatchInFlight[] before = First.CompareTo(other.First) < 0 ? [this with { LastReplicate = replicate, LastGroup = group }] : [];
        BatchInFlight[] after = other.Last.CompareTo(Last) < 0 ? [this with { FirstReplicate = other.LastReplicate, FirstGroup = other.LastGroup + 1 }] : [];
        return [.. before, .. after];
    }

    /// <summary>Whether both are the same computation, to the bit.</summary>
    public bool IsSameAs(BatchInFlight other) => other is not null && this with { IsAlone = other.IsAlone } == other;

    private bool IsOfPassOf(BatchInFlight other) => Point == other.Point && Pass == other.Pass;
}
