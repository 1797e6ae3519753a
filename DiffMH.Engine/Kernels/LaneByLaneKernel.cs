namespace DiffMH.Engine.Kernels;

/// <summary>Runs the lanes of a batch one after the other, or eight at a time where there is a pack, and adds them up in lane order.</summary>
/// <param name="lane">The lane, begun anew for each chain.</param>
/// <param name="layout">Where the sums of a lane stand.</param>
/// <param name="settings">Streams and chains.</param>
/// <param name="pack">Eight lanes together, which have the bits of single ones; null where lanes are run singly.</param>
public sealed class LaneByLaneKernel(ILane lane, SumsLayout layout, KernelSettings settings, ILanePack? pack = null) : IBatchKernel
{
    /// <summary>Fewer lanes are run singly: a pack takes as long for one lane as for eight, which is four or five times as long as a single lane, and eight times where a density consists of e^a and log a.</summary>
    private const int FewestTogether = 5;

    /// <summary>Whether lanes are run eight at a time.</summary>
    internal bool HasPack => pack is not null;

    /// <summary>The lanes in the pack; none while a single lane runs.</summary>
    private LaneCursor[] together = [];

    /// <inheritdoc/>
    public BatchOutcome Run(BatchTask task, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(task);
        var meter = new WorkMeter(limit);
        IBatchSums sums = settings.Directions.IsDefaultOrEmpty ? new GroupSums(task, layout) : new ManySums(task, layout, settings);
        var cursor = new LaneCursor(task, settings.Chain);
        if (task.Continuation is not null)
        {
            Restore(task.Continuation, sums, cursor);
            if (!Finish(cursor, sums, meter))
            {
                return Interrupted(cursor, sums, meter);
            }
        }

        while (!cursor.AtEnd)
        {
            var next = pack is { IsFaster: true } ? cursor.Ahead(Lanes.Count) : [];
            Take(next.Length < FewestTogether ? [] : next);
            Begin(cursor, task.Pass);
            if (!Finish(cursor, sums, meter))
            {
                return Interrupted(cursor, sums, meter);
            }
        }

        return new BatchOutcome(sums.Result(), null, meter.Updates, meter.Evaluations);
    }

    /// <summary>Takes these lanes together, or none: then the next one runs singly.</summary>
    private void Take(LaneCursor[] lanes)
    {
        together = lanes;
        for (var place = 0; place < Lanes.Count && together.Length > 0; place++)
        {
            pack!.MoveTo(place, At(place).Slice.Theta.Values);
        }
    }

    private void Begin(LaneCursor cursor, ChainPass pass)
    {
        if (together.Length == 0)
        {
            lane.Begin(cursor.Slice.Theta.Values, SourceOf(cursor), cursor.Chain, pass);
            return;
        }

        for (var place = 0; place < Lanes.Count; place++)
        {
            pack!.Open(place, SourceOf(At(place)), At(place).Chain, pass);
        }

        pack!.Begin(together.Length);
    }

    private bool Finish(LaneCursor cursor, IBatchSums sums, WorkMeter meter)
    {
        if (!(together.Length == 0 ? lane.Advance(meter) : pack!.Advance(meter)))
        {
            return false;
        }

        for (var place = 0; place < Math.Max(1, together.Length); place++)
        {
            sums.Add(together.Length == 0 ? lane : pack!.Row(place), cursor);
            cursor.Next();
        }

        return true;
    }

    /// <summary>The lane at a place of the pack: places that are left over repeat the first.</summary>
    private LaneCursor At(int place) => together[place < together.Length ? place : 0];

    private RandomSource SourceOf(LaneCursor at) => RandomSource.For(settings.Seed, settings.StreamKey.AsSpan(), at.Slice.Replicate);

    private BatchOutcome Interrupted(LaneCursor cursor, IBatchSums sums, WorkMeter meter)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(cursor.Position);
        sums.Save(writer, cursor);
        if (pack is not null)
        {
            writer.Write(together.Length);
        }

        (together.Length == 0 ? (Action<BinaryWriter>)lane.Save : pack!.Save)(writer);
        writer.Flush();
        return new BatchOutcome(Vector.Empty, memory.ToArray(), meter.Updates, meter.Evaluations);
    }

    private void Restore(byte[] continuation, IBatchSums sums, LaneCursor cursor)
    {
        using var reader = new BinaryReader(new MemoryStream(continuation, writable: false));
        cursor.MoveTo(reader.ReadInt32());
        sums.Load(reader, cursor);
        Take(pack is null ? [] : cursor.Ahead(reader.ReadInt32()));   // as they were begun, maybe on a machine where that was faster
        if (together.Length == 0)
        {
            lane.Load(cursor.Slice.Theta.Values, reader);
        }
        else
        {
            pack!.Load(together.Length, reader);
        }
    }
}
