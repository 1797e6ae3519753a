namespace DiffMH.Engine.Kernels;

/// <summary>Runs the lanes of a batch one after the other and adds them up in lane order.</summary>
/// <param name="lane">The lane, begun anew for each chain.</param>
/// <param name="layout">Where the sums of a lane stand.</param>
/// <param name="settings">Streams and chains.</param>
public sealed class LaneByLaneKernel(ILane lane, SumsLayout layout, KernelSettings settings) : IBatchKernel
{
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
            var slice = cursor.Slice;
            lane.Begin(slice.Theta.Values, RandomSource.For(settings.Seed, settings.StreamKey.AsSpan(), slice.Replicate), cursor.Chain, task.Pass);
            if (!Finish(cursor, sums, meter))
            {
                return Interrupted(cursor, sums, meter);
            }
        }

        return new BatchOutcome(sums.Result(), null, meter.Updates, meter.Evaluations);
    }

    private bool Finish(LaneCursor cursor, IBatchSums sums, WorkMeter meter)
    {
        if (!lane.Advance(meter))
        {
            return false;
        }

        sums.Add(lane, cursor);
        cursor.Next();
        return true;
    }

    private BatchOutcome Interrupted(LaneCursor cursor, IBatchSums sums, WorkMeter meter)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(cursor.Position);
        sums.Save(writer, cursor);
        lane.Save(writer);
        writer.Flush();
        return new BatchOutcome(Vector.Empty, memory.ToArray(), meter.Updates, meter.Evaluations);
    }

    private void Restore(byte[] continuation, IBatchSums sums, LaneCursor cursor)
    {
        using var reader = new BinaryReader(new MemoryStream(continuation, writable: false));
        cursor.MoveTo(reader.ReadInt32());
        sums.Load(reader, cursor);
        lane.Load(cursor.Slice.Theta.Values, reader);
    }
}
