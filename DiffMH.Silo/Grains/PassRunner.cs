using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Telemetry;

namespace DiffMH.Silo.Grains;

/// <summary>Runs the passes of one point on its chain batches: divides, sends, collects in order. Belongs to one grain and its scheduler.</summary>
/// <param name="grains">Finds the batches.</param>
/// <param name="aggregator">The key of the point's aggregator.</param>
/// <param name="problem">The point.</param>
/// <param name="keeper">Keeps what is done of long passes.</param>
/// <param name="time">For waiting before a repeated call, and between writes to the store.</param>
/// <param name="telemetry">Told of lanes and of repeated calls.</param>
internal sealed class PassRunner(IGrainFactory grains, string aggregator, PointProblem problem, PassKeeper keeper, TimeProvider time, PointTelemetry telemetry)
{
    /// <summary>The most numbers that are kept of a pass, 8 MB.</summary>
    private const int MostKept = 1_000_000;

    /// <summary>How often the store takes what is done of a pass: all of it, so not too often.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(5);

    private readonly BatchSizing sizing = new();
    private readonly PointSpec point = problem.Spec with { Stop = null, Output = null };   // lanes do not depend on them
    private readonly List<IChainBatchGrain> slots = [];
    private double[] rows = [];
    private OpenPass? open;
    private ChainPass pass;
    private Task keeping = Task.CompletedTask;
    private long kept;
    private ExceptionDispatchInfo? firstFailure;

    /// <summary>Lanes of the present pass whose sums are in.</summary>
    public int LanesDone { get; private set; }

    /// <summary>Updates of primal chains so far.</summary>
    public long Updates { get; private set; }

    /// <summary>How much the point's sweep matters beside others.</summary>
    public SweepPriority Priority { get; set; }

    /// <summary>Runs one pass.</summary>
    /// <param name="now">Which.</param>
    /// <param name="slices">All its groups.</param>
    /// <param name="inFlight">How many batches may be in flight.</param>
    /// <param name="lanesPerBatch">Lanes per batch; null to follow measured speed.</param>
    /// <param name="stop">Cancelled when the pass is no longer wanted; and by the first failure.</param>
    /// <returns>One row for each group in the order of the slices; good until the next pass.</returns>
    /// <exception cref="BatchFailedException">The plugin's code failed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<ReadOnlyMemory<double>> Run(ChainPass now, ImmutableArray<ReplicateSlice> slices, int inFlight, int? lanesPerBatch, CancellationTokenSource stop)
    {
        if (rows.Length != problem.Numbers(slices))
        {
            rows = new double[problem.Numbers(slices)];
        }

        (pass, kept, firstFailure) = (now, time.GetTimestamp(), null);
        open = new(problem, now, slices, rows);
        if (IsKept)
        {
            await keeper.Restore(open);
        }

        LanesDone = Lanes(slices) - Lanes(open.Rest);
        Divide(open, inFlight, lanesPerBatch);
        var working = new Task[inFlight];
        for (var slot = 0; slot < working.Length; slot++)
        {
            working[slot] = Work(open, slot, inFlight, lanesPerBatch, stop);
        }

        await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await keeping;
        LanesDone = 0;
        open = firstFailure is { SourceException: not BatchFailedException } ? open : null;
        firstFailure?.Throw();   // the others only followed it
        return rows;
    }

    /// <summary>Stores what is done of a pass that was given up.</summary>
    public Task Keep() => open is { HasDone: true } && IsKept ? keeper.Write(open) : Task.CompletedTask;

    /// <summary>Deletes what the store has of a pass: it was committed.</summary>
    public Task Forget() => open is null ? keeper.Clear() : Task.CompletedTask;

    /// <summary>Lets go of the batches; further passes would find new ones.</summary>
    public void Release()
    {
        slots.ForEach(slot => slot.Release().Ignore());   // who cannot be told goes by itself when it has been idle
        slots.Clear();
    }

    /// <summary>Sums of 10⁶ parameters would be as much to write every few seconds as to compute.</summary>
    private bool IsKept => !problem.IsMany && rows.Length <= MostKept;

    /// <summary>Divides what nobody has taken yet of a pass.</summary>
    private void Divide(OpenPass running, int inFlight, int? lanesPerBatch) => running.Divide(rest =>
    {
        var groups = rest.Sum(slice => slice.Groups);
        var lanes = Lanes(rest);
        var groupsPerBatch = sizing.GroupsPerBatch(groups, lanes, inFlight, lanesPerBatch, lanes * problem.Spec.Chain.Steps);
        return lanesPerBatch is null ? problem.DivideWhole(rest, groupsPerBatch) : problem.Divide(rest, groupsPerBatch);
    });

    /// <summary>Takes batches until none is left.</summary>
    private async Task Work(OpenPass running, int slot, int inFlight, int? lanesPerBatch, CancellationTokenSource stop)
    {
        try
        {
            while (running.TryTake(out var batch))
            {
                var isFirst = !sizing.HasMeasured;
                await RunBatch(running, Slot(slot), batch, stop.Token);
                if (isFirst)
                {
                    Divide(running, inFlight, lanesPerBatch);   // now that it is known how long a lane takes
                }

                if (IsKept && keeping.IsCompleted && time.GetElapsedTime(kept) >= KeepEvery)
                {
                    kept = time.GetTimestamp();
                    keeping = keeper.Write(running);
                }
            }
        }
        catch (Exception exception)
        {
            firstFailure ??= ExceptionDispatchInfo.Capture(exception);
            await stop.CancelAsync();   // the pass is lost; the other slots need not finish it
        }
    }

    private async Task RunBatch(OpenPass running, IChainBatchGrain slot, PassBatch batch, CancellationToken stop)
    {
        var seconds = 0.0;
        byte[]? continuation = null;
        do
        {
            var reply = await Ask(slot, new BatchTask(pass, batch.Slices, continuation), stop);
            var outcome = reply.Outcome ?? throw new BatchFailedException(reply.Failure!);
            seconds += reply.Seconds;
            Updates += outcome.Updates;
            continuation = outcome.Continuation;
            if (continuation is null)
            {
                running.Collect(batch, outcome.Sums);
            }
        }
        while (continuation is not null);

        var lanes = Lanes(batch.Slices);
        LanesDone += lanes;
        telemetry.Collected(lanes);
        sizing.Measure(lanes, seconds);
    }

    private async Task<BatchReply> Ask(IChainBatchGrain slot, BatchTask task, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                SentPriority.Send(Priority);
                var reply = await slot.Run(point, task, stop).WaitAsync(stop);   // whatever the silo makes of the cancellation, nothing waits for it
                if (!reply.IsAtWork)
                {
                    return reply;
                }

                attempt = 0;
            }
            catch (Exception exception) when (Transport.IsLost(exception) && !stop.IsCancellationRequested)
            {
                telemetry.Repeated(Transport.Pause(attempt), attempt, exception);
                await Task.Delay(Transport.Pause(attempt), time, stop);
            }
        }
    }

    private IChainBatchGrain Slot(int slot)
    {
        while (slots.Count <= slot)
        {
            slots.Add(grains.GetGrain<IChainBatchGrain>(PointKey.ChainBatch(problem.Spec, aggregator, slots.Count)));
        }

        return slots[slot];
    }

    private int Lanes(ImmutableArray<ReplicateSlice> slices)
    {
        var lanes = 0;
        foreach (var slice in slices)
        {
            lanes += problem.Spec.Chain.FirstChain(slice.FirstGroup + slice.Groups) - problem.Spec.Chain.FirstChain(slice.FirstGroup);
        }

        return lanes;
    }
}
