using System.Collections.Immutable;

namespace DiffMH.Engine.Runs;

/// <summary>Divides a pass into batches. A group is never divided, so no division changes a bit of the result.</summary>
public static class BatchDivision
{
    /// <summary>Batches of at most the given number of groups, in the order of the slices.</summary>
    /// <param name="slices">The whole pass.</param>
    /// <param name="groupsPerBatch">At least 1.</param>
    public static IEnumerable<ImmutableArray<ReplicateSlice>> Divide(ImmutableArray<ReplicateSlice> slices, int groupsPerBatch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groupsPerBatch, 1);
        return Batches(slices, groupsPerBatch);
    }

    private static IEnumerable<ImmutableArray<ReplicateSlice>> Batches(ImmutableArray<ReplicateSlice> slices, int groupsPerBatch)
    {
        var batch = ImmutableArray.CreateBuilder<ReplicateSlice>();
        var room = groupsPerBatch;
        foreach (var slice in slices)
        {
            for (var done = 0; done < slice.Groups;)
            {
                var groups = Math.Min(room, slice.Groups - done);
                batch.Add(slice with { FirstGroup = slice.FirstGroup + done, Groups = groups });
                done += groups;
                room -= groups;
                if (room == 0)
                {
                    yield return batch.DrainToImmutable();
                    room = groupsPerBatch;
                }
            }
        }

        if (batch.Count > 0)
        {
            yield return batch.DrainToImmutable();
        }
    }
}
