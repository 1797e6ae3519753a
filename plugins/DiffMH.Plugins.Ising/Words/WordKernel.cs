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

    /// <inheritdoc/>
    public BatchOutcome Run(BatchTask task, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(limit);
        var packs = PackLanes.Of(task, request.Chain);
        var width = request.Layout.Width;
        var rows = new double[task.Groups * width];
        var first = 0;
        var updates = 0L;
        if (task.Continuation is not null)
        {
            first = Restore(task.Continuation, packs, rows);
        }

        for (var at = first; at < packs.Count; at++)
        {
            var lanes = packs[at].Lanes;
            if (at > first || task.Continuation is null)
            {
                Begin(packs[at], task.Pass);
            }

            for (var isStopped = false; !pack.IsDone; isStopped = limit.IsReached())
            {
                if (isStopped)
                {
                    return new BatchOutcome(Vector.Empty, Saved(at, rows), updates, updates);
                }

                var before = pack.Updates;
                pack.Advance(Interval);
                updates += (pack.Updates - before) * lanes.Count;
            }

            foreach (var (bit, _, _, row) in lanes)
            {
                pack.AddTo(bit, rows.AsSpan(row * width, width));
            }
        }

        return new BatchOutcome(Vector.Wrap(rows), null, updates, updates);
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

    private byte[] Saved(int at, double[] rows)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(at);
        writer.Write(MemoryMarshal.AsBytes(rows.AsSpan()));
        pack.Save(writer);
        writer.Flush();
        return memory.ToArray();
    }

    private int Restore(byte[] continuation, IReadOnlyList<PackLanes> packs, double[] rows)
    {
        using var reader = new BinaryReader(new MemoryStream(continuation, writable: false));
        var at = reader.ReadInt32();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        Take(packs[at]);
        pack.Load(reader);
        return at;
    }
}
