using System.Runtime.InteropServices;

namespace DiffMH.Engine.Kernels;

/// <summary>Runs the lanes of a batch one after the other and adds them up in lane order.</summary>
/// <param name="lane">The lane, begun anew for each chain.</param>
/// <param name="layout">Where sums stand in a group's row.</param>
/// <param name="settings">Streams and chains.</param>
public sealed class LaneByLaneKernel(ILane lane, SumsLayout layout, KernelSettings settings) : IBatchKernel
{
    /// <inheritdoc/>
    public BatchOutcome Run(BatchTask task, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(task);
        var meter = new WorkMeter(limit);
        var rows = new double[task.Groups * layout.Width];
        var cursor = new LaneCursor(task, settings.Chain);
        if (task.Continuation is not null)
        {
            Restore(task.Continuation, rows, cursor);
            if (!Finish(cursor, rows, meter))
            {
                return Interrupted(cursor, rows, meter);
            }
        }

        while (!cursor.AtEnd)
        {
            var slice = cursor.Slice;
            lane.Begin(slice.Theta.Values, RandomSource.For(settings.Seed, settings.StreamKey.AsSpan(), slice.Replicate), cursor.Chain, task.Pass);
            if (!Finish(cursor, rows, meter))
            {
                return Interrupted(cursor, rows, meter);
            }
        }

        return new BatchOutcome(Vector.Wrap(rows), null, meter.Updates);
    }

    private bool Finish(LaneCursor cursor, double[] rows, WorkMeter meter)
    {
        if (!lane.Advance(meter))
        {
            return false;
        }

        lane.AddTo(rows.AsSpan(cursor.Row * layout.Width, layout.Width));
        cursor.Next();
        return true;
    }

    private BatchOutcome Interrupted(LaneCursor cursor, double[] rows, WorkMeter meter)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(cursor.Position);
        writer.Write(MemoryMarshal.AsBytes<double>(rows.AsSpan(0, (cursor.Row + 1) * layout.Width)));
        lane.Save(writer);
        writer.Flush();
        return new BatchOutcome(Vector.Empty, memory.ToArray(), meter.Updates);
    }

    private void Restore(byte[] continuation, double[] rows, LaneCursor cursor)
    {
        using var reader = new BinaryReader(new MemoryStream(continuation, writable: false));
        cursor.MoveTo(reader.ReadInt32());
        reader.ReadExactly(MemoryMarshal.AsBytes<double>(rows.AsSpan(0, (cursor.Row + 1) * layout.Width)));
        lane.Load(cursor.Slice.Theta.Values, reader);
    }
}
