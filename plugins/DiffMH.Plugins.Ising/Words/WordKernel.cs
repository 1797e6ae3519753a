using System.Runtime.InteropServices;

namespace DiffMH.Plugins.Ising.Words;

/// <summary>Runs lanes of the Ising model 64 at a time, each with up to eight alternatives: a bit is a lane, a word of 64 bits a site of one chain of each.</summary>
/// <remarks>
/// An update of a site is a few boolean operations on one word of the primal chains and on the eight words of their alternatives, a vector
/// of 512 bits. Lanes of a pack share sites and random words, see <see cref="Pack"/>; which lanes do is fixed by their numbers. A batch that
/// holds some lanes of a pack computes the whole pack, for the same bits and at the same cost.
/// </remarks>
internal sealed class WordKernel(IsingSettings settings, KernelRequest request) : IBatchKernel
{
    /// <summary>Updates of a word between questions to the limit: about a millisecond.</summary>
    private const long Interval = 1 << 16;

    private readonly Pack pack = new(settings, request);
    private readonly int width = request.Layout.Width;

    /// <inheritdoc/>
    public BatchOutcome Run(BatchTask task, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(limit);
        var packs = PackLanes.Of(task, request.Chain);
        var rows = new double[task.Groups * width];
        var (first, isBegun) = task.Continuation is null ? (0, false) : Restore(task.Continuation, packs, rows);
        var (updates, unasked) = (0L, 0L);
        for (var at = first; at < packs.Count; at++)
        {
            if (at > first || !isBegun)
            {
                Begin(packs[at], task.Pass);
            }

            var isReached = false;
            while (!pack.IsDone && !isReached)
            {
                var before = pack.Updates;
                pack.Advance(Interval - unasked);
                updates += (pack.Updates - before) * packs[at].Lanes.Count;
                unasked += pack.Updates - before;
                if (unasked >= Interval)
                {
                    (isReached, unasked) = (limit.IsReached(), 0);
                }
            }

            if (pack.IsDone)
            {
                AddTo(rows, packs[at]);
            }

            if (isReached && !(pack.IsDone && at == packs.Count - 1))
            {
                return new BatchOutcome(Vector.Empty, Saved(pack.IsDone ? at + 1 : at, rows), updates, updates);
            }
        }

        // As with the engine's words, an update with those of all alternatives is one evaluation.
        return new BatchOutcome(Vector.Wrap(rows), null, updates, updates);
    }

    private void AddTo(double[] rows, PackLanes lanes)
    {
        foreach (var (bit, _, _, row) in lanes.Lanes)
        {
            pack.AddTo(bit, rows.AsSpan(row * width, width));
        }
    }

    private void Begin(PackLanes lanes, ChainPass pass)
    {
        Take(lanes);
        Span<RandomStream> pruning = stackalloc RandomStream[PackModel.Lanes];
        pruning.Clear();
        var (source, replicate) = (default(RandomSource), -1);
        foreach (var (bit, slice, chain, _) in lanes.Lanes)
        {
            if (slice.Replicate != replicate)
            {
                (source, replicate) = (RandomSource.For(request.Seed, request.StreamKey.AsSpan(), slice.Replicate), slice.Replicate);
            }

            pruning[bit] = source.Open(chain, pass, StreamRole.Pruning);
        }

        pack.Begin(lanes.Number, pass, pruning);
    }

    private void Take(PackLanes lanes)
    {
        pack.Model.Clear();
        foreach (var (bit, slice, _, _) in lanes.Lanes)
        {
            pack.Model.Set(bit, slice.Theta.Values);
        }
    }

    /// <summary>Writes the sums of finished packs and, unless the next one has not begun, the pack.</summary>
    private byte[] Saved(int at, double[] rows)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(at);
        writer.Write(!pack.IsDone);
        writer.Write(MemoryMarshal.AsBytes(rows.AsSpan()));
        if (!pack.IsDone)
        {
            pack.Save(writer);
        }

        writer.Flush();
        return memory.ToArray();
    }

    private (int At, bool IsBegun) Restore(byte[] continuation, IReadOnlyList<PackLanes> packs, double[] rows)
    {
        using var reader = new BinaryReader(new MemoryStream(continuation, writable: false));
        var (at, isBegun) = (reader.ReadInt32(), reader.ReadBoolean());
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        if (isBegun)
        {
            Take(packs[at]);
            pack.Load(reader);
        }

        return (at, isBegun);
    }
}
