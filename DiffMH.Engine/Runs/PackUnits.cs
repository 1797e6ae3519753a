using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Runs;

/// <summary>What the jackknife leaves out where the groups of replicates at one θ are pooled: groups, or as many of them together as share no pack of lanes with the others.</summary>
/// <remarks>
/// Lanes of a pack may share random numbers. Where that makes them alike, groups that are parts of one pack deviate together, and what one of them deviates by
/// says too little of how far all are off; whole packs are independent. Units follow from the numbers of the lanes alone.
/// </remarks>
/// <param name="chain">The chains of a replicate.</param>
/// <param name="lanesTogether">How many lanes a pack has.</param>
internal sealed class PackUnits(ChainSettings chain, int lanesTogether)
{
    /// <summary>
    /// With fewer units groups are left out all the same. n units know a standard error to 1/√(2(n − 1)) of its size: 18 % for as many as a replicate has groups at
    /// most, and more than a quarter from 8 on downwards, which would be paid where lanes of a pack are not alike too.
    /// </summary>
    public const int Fewest = ChainSettings.MostGroups;

    /// <summary>Whether what is left out shares no pack with what stays, when the groups of all of a point's replicates are pooled.</summary>
    /// <param name="replicates">How many replicates there are.</param>
    public bool AreWhole(int replicates) => lanesTogether == 1 || Ends(Enumerable.Range(0, replicates)).Take(Fewest).Count() == Fewest;

    /// <summary>The rows of the units.</summary>
    /// <param name="replicates">The numbers of the replicates that came through, ascending.</param>
    /// <param name="planned">How many replicates there are: what is left out does not change because one of them fails.</param>
    /// <param name="rows">One row for each group of those that came through.</param>
    /// <returns>The sums of each unit's groups; the rows as they are where too few units were planned or one is left, or the groups are whole packs.</returns>
    public ReadOnlySpan<double> Merge(IReadOnlyCollection<int> replicates, int planned, ReadOnlySpan<double> rows)
    {
        if (lanesTogether == 1 || !AreWhole(planned))
        {
            return rows;
        }

        int[] ends = [.. Ends(replicates)];
        var groups = replicates.Count * chain.Groups;
        if (ends.Length == 1 || ends.Length == groups)
        {
            return rows;
        }

        var width = rows.Length / groups;
        var units = new double[ends.Length * width];
        for (var (unit, begin) = (0, 0); unit < ends.Length; begin = ends[unit++])
        {
            GroupRows.Merge(rows[(begin * width)..(ends[unit] * width)], width).CopyTo(units.AsSpan(unit * width));
        }

        return units;
    }

    /// <summary>After how many groups each unit ends: where the next group, if there is one, begins in another pack than the last lane is in.</summary>
    private IEnumerable<int> Ends(IEnumerable<int> replicates)
    {
        var (groups, pack) = (0, -1L);
        foreach (var first in replicates.Select(replicate => (long)replicate * chain.Chains))
        {
            for (var group = 0; group < chain.Groups; group++, groups++)
            {
                if (groups > 0 && (first + chain.FirstChain(group)) / lanesTogether != pack)
                {
                    yield return groups;
                }

                pack = (first + chain.FirstChain(group + 1) - 1) / lanesTogether;
            }
        }

        yield return groups;
    }
}
