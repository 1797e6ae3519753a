namespace DiffMH.Engine.Kernels;

/// <summary>Walks through the lanes of a batch: slices in order, groups within a slice, chains within a group.</summary>
/// <param name="task">The batch.</param>
/// <param name="chain">How many chains and groups a replicate has.</param>
public sealed class LaneCursor(BatchTask task, ChainSettings chain)
{
    private int slice;
    private int group;
    private int offset;

    /// <summary>Lanes passed so far.</summary>
    public int Position { get; private set; }

    /// <summary>The present lane's row: its group's place in the batch.</summary>
    public int Row { get; private set; }

    /// <summary>Whether all lanes have been passed.</summary>
    public bool AtEnd => slice == task.Slices.Length;

    /// <summary>The present lane's slice.</summary>
    public ReplicateSlice Slice => task.Slices[slice];

    /// <summary>The present slice's place in the batch.</summary>
    public int SliceIndex => slice;

    /// <summary>The present group's place in its slice.</summary>
    public int Group => group;

    /// <summary>The present lane's chain within its replicate.</summary>
    public int Chain => chain.FirstChain(Slice.FirstGroup + group) + offset;

    /// <summary>Goes to the next lane.</summary>
    public void Next()
    {
        Position++;
        offset++;
        var chainsOfGroup = chain.FirstChain(Slice.FirstGroup + group + 1) - chain.FirstChain(Slice.FirstGroup + group);
        if (offset < chainsOfGroup)
        {
            return;
        }

        (offset, group, Row) = (0, group + 1, Row + 1);
        if (group == Slice.Groups)
        {
            (group, slice) = (0, slice + 1);
        }
    }

    /// <summary>Goes to a lane counted from the first.</summary>
    public void MoveTo(int position)
    {
        while (Position < position)
        {
            Next();
        }
    }

    /// <summary>The lanes from the present one on, at most so many, each as a cursor that stands at it.</summary>
    public LaneCursor[] Ahead(int most)
    {
        var ahead = new List<LaneCursor>(most);
        for (var next = Copy(); !next.AtEnd && ahead.Count < most; next.Next())
        {
            ahead.Add(next.Copy());
        }

        return [.. ahead];
    }

    private LaneCursor Copy() => (LaneCursor)MemberwiseClone();
}
