namespace DiffMH.TestPlugins.Rings;

/// <summary>Runs lane after lane; may be interrupted between two.</summary>
/// <param name="settings">The ring.</param>
/// <param name="request">The point.</param>
/// <param name="tie">The part of ∂ log r that counts at a tie: a half, the mean of the derivatives on both sides.</param>
public sealed class PlainKernel(RingSettings settings, KernelRequest request, double tie = 0.5) : IBatchKernel
{
    private readonly SumsLayout layout = request.Layout;

    /// <summary>The kernel, with the fault that the settings ask for.</summary>
    public static IBatchKernel Of(RingSettings settings, KernelRequest request)
    {
        var right = new PlainKernel(settings, request);
        return settings.Fault == Fault.None ? right : new FaultyKernel(right, settings.Fault);
    }

    /// <inheritdoc/>
    public BatchOutcome Run(BatchTask task, IWorkLimit limit)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(limit);
        var rows = new double[task.Groups * layout.Width];
        var done = Load(task.Continuation, rows);
        var (lane, updates) = (0, 0L);
        foreach (var (slice, chain, row) in Lanes(task))
        {
            if (lane++ < done)
            {
                continue;
            }

            if (updates > 0 && limit.IsReached())
            {
                return new(Vector.Empty, Save(lane - 1, rows), updates);
            }

            updates += new PlainLane(settings, request, slice.Theta, chain, tie).Run(slice.Replicate, task.Pass, rows.AsSpan(row * layout.Width, layout.Width));
        }

        return new(Vector.Wrap(rows), Continuation: null, updates);
    }

    private IEnumerable<(ReplicateSlice Slice, int Chain, int Row)> Lanes(BatchTask task)
    {
        var groups = task.Slices.SelectMany(slice => Enumerable.Range(slice.FirstGroup, slice.Groups), (slice, group) => (slice, group));
        return groups.SelectMany((pair, row) =>
            Enumerable.Range(request.Chain.FirstChain(pair.group), request.Chain.FirstChain(pair.group + 1) - request.Chain.FirstChain(pair.group)).Select(chain => (pair.slice, chain, row)));
    }

    private static byte[] Save(int done, double[] rows) => [.. BitConverter.GetBytes(done), .. rows.SelectMany(BitConverter.GetBytes)];

    private static int Load(byte[]? continuation, double[] rows)
    {
        if (continuation is null)
        {
            return 0;
        }

        Buffer.BlockCopy(continuation, sizeof(int), rows, 0, rows.Length * sizeof(double));
        return BitConverter.ToInt32(continuation);
    }
}
