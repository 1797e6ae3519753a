namespace DiffMH.Plugins.Ising.Words;

/// <summary>The lanes of a batch that lie in one pack.</summary>
/// <param name="Number">The pack's number within the point.</param>
internal sealed record PackLanes(int Number)
{
    /// <summary>The lanes, ascending by chain within each group: their bit, their slice, their chain within the replicate and their group's row in the batch.</summary>
    public List<(int Bit, ReplicateSlice Slice, int Chain, int Row)> Lanes { get; } = [];

    /// <summary>The packs of a batch, ascending. Lane (replicate · chains + chain) is bit (lane mod 64) of pack ⌊lane/64⌋, whatever a batch holds.</summary>
    /// <remarks>A lane that a batch holds twice is computed twice, the second time in a pack of its own with the same number.</remarks>
    public static IReadOnlyList<PackLanes> Of(BatchTask task, ChainSettings chain)
    {
        var packs = new SortedDictionary<(int Number, int Copy), PackLanes>();
        var row = 0;
        foreach (var slice in task.Slices)
        {
            for (var group = slice.FirstGroup; group < slice.FirstGroup + slice.Groups; group++, row++)
            {
                for (var member = chain.FirstChain(group); member < chain.FirstChain(group + 1); member++)
                {
                    var lane = ((long)slice.Replicate * chain.Chains) + member;
                    PackOf(packs, (int)(lane / PackModel.Lanes), (int)(lane % PackModel.Lanes)).Lanes.Add(((int)(lane % PackModel.Lanes), slice, member, row));
                }
            }
        }

        return [.. packs.Values];
    }

    private static PackLanes PackOf(SortedDictionary<(int Number, int Copy), PackLanes> packs, int number, int bit)
    {
        for (var copy = 0; ; copy++)
        {
            if (!packs.TryGetValue((number, copy), out var pack))
            {
                packs[(number, copy)] = pack = new PackLanes(number);
            }

            if (!pack.Lanes.Exists(lane => lane.Bit == bit))
            {
                return pack;
            }
        }
    }
}
