using System.Collections.Immutable;

namespace DiffMH.Engine.Runs;

/// <summary>Divides a pass into batches of whole packs: lanes that a kernel computes together, and would compute twice if two batches had a part of them each.</summary>
/// <remarks>Lanes are numbered replicate by replicate, and chain by chain within a replicate. A pack may begin and end inside a group, which is never divided: then the batch ends with a group all the same.</remarks>
/// <param name="chain">The chains of a replicate.</param>
/// <param name="lanesTogether">How many lanes a pack has.</param>
internal sealed class PackDivision(ChainSettings chain, int lanesTogether)
{
    /// <summary>How many packs further an end is looked for. Where chains and pack have few divisors in common there is none near by, and what is computed twice is little beside a batch as long.</summary>
    private const int Ahead = 4;

    /// <summary>Batches in the order of the slices.</summary>
    /// <param name="slices">The whole pass.</param>
    /// <param name="groupsPerBatch">At least so many groups in each but the last, at least 1, and up to a few packs more.</param>
    public IEnumerable<ImmutableArray<ReplicateSlice>> Divide(ImmutableArray<ReplicateSlice> slices, int groupsPerBatch)
    {
        ReplicateSlice[] groups = [.. slices.SelectMany(slice => Enumerable.Range(slice.FirstGroup, slice.Groups), (slice, group) => slice with { FirstGroup = group, Groups = 1 })];
        for (var begin = 0; begin < groups.Length;)
        {
            var end = End(groups, Math.Min(groups.Length, begin + groupsPerBatch));
            yield return [.. Joined(groups.AsSpan(begin, end - begin))];
            begin = end;
        }
    }

    /// <summary>Where the batch ends: with the first whole pack from here on, if a group ends with it soon enough.</summary>
    private int End(ReplicateSlice[] groups, int soonest)
    {
        var lanes = 0;
        for (var end = soonest; lanes < Ahead * lanesTogether; end++)
        {
            if (LanesTo(groups[end - 1]) % lanesTogether == 0)
            {
                return end;
            }

            if (end == groups.Length)
            {
                return lanes < lanesTogether ? end : soonest;   // the rest of one pack, not of several that other batches could have
            }

            lanes += chain.FirstChain(groups[end].FirstGroup + 1) - chain.FirstChain(groups[end].FirstGroup);
        }

        return soonest;
    }

    /// <summary>How many lanes are numbered up to the last one of a group.</summary>
    private long LanesTo(ReplicateSlice group) => ((long)group.Replicate * chain.Chains) + chain.FirstChain(group.FirstGroup + 1);

    /// <summary>Neighbouring groups of one replicate at one θ as one slice. Of a pass that was done in part, groups at two θ can be neighbours.</summary>
    private static List<ReplicateSlice> Joined(ReadOnlySpan<ReplicateSlice> groups)
    {
        var joined = new List<ReplicateSlice>();
        foreach (var group in groups)
        {
            if (joined.Count > 0 && joined[^1] is var last && last.Replicate == group.Replicate && last.FirstGroup + last.Groups == group.FirstGroup && last.Theta == group.Theta)
            {
                joined[^1] = last with { Groups = last.Groups + 1 };
            }
            else
            {
                joined.Add(group);
            }
        }

        return joined;
    }
}
