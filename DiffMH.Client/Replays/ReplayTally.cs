using System.Collections.Immutable;
using DiffMH.Engine.Replays;

namespace DiffMH.Client.Replays;

/// <summary>Counts what a replay has done. Any number of threads may add.</summary>
/// <param name="most">Differences kept at most: where a whole sweep differs, its first thousands say as much as all.</param>
internal sealed class ReplayTally(int most)
{
    private readonly Lock gate = new();
    private readonly List<ReplayDifference> differences = [];
    private readonly HashSet<(int Point, int Iteration)> differing = [];
    private long replayed;
    private long withoutSums;

    /// <summary>Iterations computed again so far.</summary>
    public long Replayed => Interlocked.Read(ref replayed);

    /// <summary>How many of them were stored without digests of their sums.</summary>
    public long WithoutSums => Interlocked.Read(ref withoutSums);

    /// <summary>How many iterations differ so far.</summary>
    public int Differing
    {
        get
        {
            lock (gate)
            {
                return differing.Count;
            }
        }
    }

    /// <summary>What differs so far, in order.</summary>
    public ImmutableArray<ReplayDifference> Differences
    {
        get
        {
            lock (gate)
            {
                return [.. differences.OrderBy(difference => (difference.Point, difference.Iteration, difference.Replicate ?? int.MaxValue))];
            }
        }
    }

    /// <summary>Takes an iteration that was computed again.</summary>
    public void Add(TraceBlock iteration, IEnumerable<ReplayDifference> found)
    {
        Interlocked.Increment(ref replayed);
        if (Enumerable.Range(0, iteration.Rows).Any(row => iteration.Digest(row) is null))
        {
            Interlocked.Increment(ref withoutSums);
        }

        Add(found);
    }

    /// <summary>Takes differences.</summary>
    public void Add(IEnumerable<ReplayDifference> found)
    {
        foreach (var difference in found)
        {
            lock (gate)
            {
                differing.Add((difference.Point, difference.Iteration));
                if (differences.Count < most)
                {
                    differences.Add(difference);
                }
            }
        }
    }
}
