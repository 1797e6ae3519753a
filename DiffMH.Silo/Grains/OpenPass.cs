using System.Collections;
using System.Collections.Immutable;
using System.Security.Cryptography;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Grains.Stored;

namespace DiffMH.Silo.Grains;

/// <summary>A pass under way: which of its groups are done, with which sums, and in which batches the others are run. Groups are numbered through, in the order of the slices.</summary>
internal sealed class OpenPass
{
    private readonly PointProblem problem;
    private readonly ImmutableArray<ReplicateSlice> slices;
    private readonly int[] firsts;   // the number of each slice's first group
    private readonly bool[] isTaken;
    private readonly bool[] isDone;
    private readonly double[] rows;
    private readonly Lazy<byte[]> key;
    private IEnumerator<ImmutableArray<ReplicateSlice>> batches = Enumerable.Empty<ImmutableArray<ReplicateSlice>>().GetEnumerator();
    private int[] order = [];
    private int next;

    /// <summary>Begins one.</summary>
    /// <param name="problem">The point.</param>
    /// <param name="pass">Which pass.</param>
    /// <param name="slices">All its groups.</param>
    /// <param name="rows">Takes their sums: a row for each group, in order.</param>
    public OpenPass(PointProblem problem, ChainPass pass, ImmutableArray<ReplicateSlice> slices, double[] rows)
    {
        (this.problem, this.slices, this.rows) = (problem, slices, rows);
        firsts = new int[slices.Length];
        var groups = 0;
        for (var i = 0; i < slices.Length; i++)
        {
            firsts[i] = groups;
            groups += slices[i].Groups;
        }

        (isTaken, isDone) = (new bool[groups], new bool[groups]);
        key = new(() => KeyOf(pass, slices));
    }

    /// <summary>What its sums follow from besides the point: the pass, its groups and their θ. What was done under another key is of no use.</summary>
    public byte[] Key => key.Value;

    /// <summary>Whether any group is done.</summary>
    public bool HasDone => Array.IndexOf(isDone, true) >= 0;

    /// <summary>The groups that nobody has taken yet.</summary>
    public ImmutableArray<ReplicateSlice> Rest => [.. Runs().Select(run => slices[run.Slice] with { FirstGroup = slices[run.Slice].FirstGroup + run.First - firsts[run.Slice], Groups = run.Count })];

    /// <summary>Divides the groups that nobody has taken yet.</summary>
    /// <param name="divide">How.</param>
    public void Divide(Func<ImmutableArray<ReplicateSlice>, IEnumerable<ImmutableArray<ReplicateSlice>>> divide)
    {
        order = [.. Enumerable.Range(0, isTaken.Length).Where(group => !isTaken[group])];
        next = 0;
        batches = divide(Rest).GetEnumerator();
    }

    /// <summary>Takes the next batch, if there is one.</summary>
    public bool TryTake(out PassBatch batch)
    {
        if (!batches.MoveNext())
        {
            batch = default;
            return false;
        }

        batch = new(batches.Current, order, next);
        for (var groups = batch.Slices.Sum(slice => slice.Groups); groups > 0; groups--)
        {
            isTaken[order[next++]] = true;
        }

        return true;
    }

    /// <summary>Takes the sums of a batch.</summary>
    /// <exception cref="BatchFailedException">They are not as many as they should be.</exception>
    public void Collect(PassBatch batch, Vector sums)
    {
        if (sums.Count != problem.Numbers(batch.Slices))
        {
            throw new BatchFailedException(Failure.From(new InvalidOperationException($"The kernel returned {sums.Count} sums; {problem.Numbers(batch.Slices)} are right for its slices.")));
        }

        var (position, from) = (batch.First, 0);
        foreach (var slice in batch.Slices)
        {
            var group = batch.Order[position];
            var count = problem.Numbers([slice]);
            sums.Values.Slice(from, count).CopyTo(rows.AsSpan(Row(group), count));
            isDone.AsSpan(group, slice.Groups).Fill(true);
            position += slice.Groups;
            from += count;
        }
    }

    /// <summary>What is done, to be stored; not for a point whose rows are in part shared by groups.</summary>
    public StoredPass ToStored()
    {
        var bits = new byte[(isDone.Length + 7) / 8];
        new BitArray(isDone).CopyTo(bits, 0);
        var width = problem.Layout.Width;
        var done = new double[isDone.Count(isSet => isSet) * width];
        for (var (group, to) = (0, 0); group < isDone.Length; group++)
        {
            if (isDone[group])
            {
                rows.AsSpan(Row(group), width).CopyTo(done.AsSpan(to));
                to += width;
            }
        }

        return new() { Key = Key, Done = bits, Rows = Vector.Wrap(done) };
    }

    /// <summary>Takes over what was stored of the same pass.</summary>
    public void Restore(StoredPass stored)
    {
        var bits = new BitArray(stored.Done) { Length = isDone.Length };
        var width = problem.Layout.Width;
        if (!stored.Key.AsSpan().SequenceEqual(Key) || stored.Rows.Count != bits.Cast<bool>().Count(isSet => isSet) * width)
        {
            return;
        }

        var from = 0;
        for (var group = 0; group < isDone.Length; group++)
        {
            if (bits[group])
            {
                stored.Rows.Values.Slice(from, width).CopyTo(rows.AsSpan(Row(group), width));
                isTaken[group] = isDone[group] = true;
                from += width;
            }
        }
    }

    private static byte[] KeyOf(ChainPass pass, ImmutableArray<ReplicateSlice> slices)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(pass.Iteration);
        writer.Write(pass.IsFinal);
        foreach (var slice in slices)
        {
            writer.Write(slice.Replicate);
            writer.Write(slice.FirstGroup);
            writer.Write(slice.Groups);
            foreach (var number in slice.Theta.Values)
            {
                writer.Write(number);
            }
        }

        writer.Flush();
        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Where the row of a group begins, or that of the first group of a slice with what its groups share behind its rows.</summary>
    private int Row(int group)
    {
        var slicesBefore = problem.Shared == 0 ? 0 : Array.BinarySearch(firsts, group) is >= 0 and var found ? found : throw new InvalidOperationException("A slice whose groups share sums was divided.");
        return (group * problem.Layout.Width) + (slicesBefore * problem.Shared);
    }

    /// <summary>Neighbouring groups of a slice that nobody has taken yet.</summary>
    private IEnumerable<(int Slice, int First, int Count)> Runs()
    {
        for (var slice = 0; slice < slices.Length; slice++)
        {
            var end = firsts[slice] + slices[slice].Groups;
            for (var first = firsts[slice]; first < end;)
            {
                var last = first;
                while (last < end && isTaken[last] == isTaken[first])
                {
                    last++;
                }

                if (!isTaken[first])
                {
                    yield return (slice, first, last - first);
                }

                first = last;
            }
        }
    }
}
