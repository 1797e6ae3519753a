using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Telemetry;

namespace DiffMH.Silo.Grains;

/// <summary>Runs the passes of one point on its chain batches: divides, sends, collects in order. Belongs to one grain and its scheduler.</summary>
/// <param name="grains">Finds the batches.</param>
/// <param name="aggregator">The key of the point's aggregator.</param>
/// <param name="problem">The point.</param>
/// <param name="time">For waiting before a repeated call.</param>
/// <param name="telemetry">Told of lanes and of repeated calls.</param>
internal sealed class PassRunner(IGrainFactory grains, string aggregator, PointProblem problem, TimeProvider time, PointTelemetry telemetry)
{
    private readonly BatchSizing sizing = new();
    private readonly PointSpec point = problem.Spec with { Stop = null, Output = null };   // lanes do not depend on them
    private readonly List<IChainBatchGrain> slots = [];
    private double[] rows = [];
    private ImmutableArray<ReplicateSlice>[] batches = [];
    private ChainPass pass;
    private int taken;
    private int numbersTaken;
    private ExceptionDispatchInfo? firstFailure;

    /// <summary>Lanes of the present pass whose sums are in.</summary>
    public int LanesDone { get; private set; }

    /// <summary>Updates of primal chains so far.</summary>
    public long Updates { get; private set; }

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
        var groups = slices.Sum(slice => slice.Groups);
        var groupsPerBatch = sizing.GroupsPerBatch(groups, Lanes(slices), inFlight, lanesPerBatch);
        batches = [.. lanesPerBatch is null ? problem.DivideWhole(slices, groupsPerBatch) : problem.Divide(slices, groupsPerBatch)];
        (pass, taken, numbersTaken, LanesDone, firstFailure) = (now, 0, 0, 0, null);
        if (rows.Length != problem.Numbers(slices))
        {
            rows = new double[problem.Numbers(slices)];
        }

        var working = new Task[Math.Min(inFlight, batches.Length)];
        for (var slot = 0; slot < working.Length; slot++)
        {
            working[slot] = Work(Slot(slot), stop);
        }

        await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        LanesDone = 0;
        firstFailure?.Throw();   // the others only followed it
        return rows;
    }

    /// <summary>Lets go of the batches; further passes would find new ones.</summary>
    public void Release()
    {
        slots.ForEach(slot => slot.Release().Ignore());   // who cannot be told goes by itself when it has been idle
        slots.Clear();
    }

    /// <summary>Takes batches until none is left.</summary>
    private async Task Work(IChainBatchGrain slot, CancellationTokenSource stop)
    {
        try
        {
            while (taken < batches.Length)
            {
                var slices = batches[taken++];
                var first = numbersTaken;
                numbersTaken += problem.Numbers(slices);
                await RunBatch(slot, slices, rows.AsMemory(first, numbersTaken - first), stop.Token);
            }
        }
        catch (Exception exception)
        {
            firstFailure ??= ExceptionDispatchInfo.Capture(exception);
            await stop.CancelAsync();   // the pass is lost; the other slots need not finish it
        }
    }

    private async Task RunBatch(IChainBatchGrain slot, ImmutableArray<ReplicateSlice> slices, Memory<double> into, CancellationToken stop)
    {
        var seconds = 0.0;
        byte[]? continuation = null;
        do
        {
            var reply = await Ask(slot, new BatchTask(pass, slices, continuation), stop);
            var outcome = reply.Outcome ?? throw new BatchFailedException(reply.Failure!);
            seconds += reply.Seconds;
            Updates += outcome.Updates;
            continuation = outcome.Continuation;
            if (continuation is null)
            {
                Collect(outcome.Sums, into);
            }
        }
        while (continuation is not null);

        var lanes = Lanes(slices);
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
                return await slot.Run(point, task, stop);
            }
            catch (Exception exception) when (Transport.IsLost(exception) && !stop.IsCancellationRequested)
            {
                telemetry.Repeated(Transport.Pause(attempt), attempt, exception);
                await Task.Delay(Transport.Pause(attempt), time, stop);
            }
        }
    }

    private static void Collect(Vector sums, Memory<double> into)
    {
        if (sums.Count != into.Length)
        {
            throw new BatchFailedException(Failure.From(new InvalidOperationException($"The kernel returned {sums.Count} sums; {into.Length} are right for its slices.")));
        }

        sums.Values.CopyTo(into.Span);
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
