using DiffMH.Engine.Runs;
using DiffMH.Silo.Telemetry;
using Orleans.Storage;

namespace DiffMH.Silo.Grains;

/// <summary>The work on one point in one activation: pass after pass until it is finished or paused, with commits on the way.</summary>
/// <remarks>
/// Forming the next θ from the sums stays in the grain's turn: it is a few additions for each number of a row, less than handing it to
/// another thread would cost, and on the compute pool it would wait behind whole batches.
/// </remarks>
/// <param name="run">The point.</param>
/// <param name="passes">Runs its passes.</param>
/// <param name="journal">Keeps what it has reached.</param>
/// <param name="time">For the time between commits.</param>
/// <param name="telemetry">Told of what is reached.</param>
internal sealed class PointWork(PointRun run, PassRunner passes, PointJournal journal, TimeProvider time, PointTelemetry telemetry)
{
    /// <summary>The least time between commits: writing then costs less than a thousandth, and a crash loses less than a second.</summary>
    private static readonly TimeSpan CommitEvery = TimeSpan.FromSeconds(0.5);

    private CancellationTokenSource? stop;
    private bool isPausing;
    private bool isEnding;
    private bool isCommitted = true;

    /// <summary>How many batches may be in flight.</summary>
    public int Slots { get; set; } = 1;

    /// <summary>Lanes per batch; null to follow measured speed.</summary>
    public int? LanesPerBatch { get; set; }

    /// <summary>How much its sweep matters beside others; counts for the next batches, also of a pass under way.</summary>
    public SweepPriority Priority
    {
        get => passes.Priority;
        set => passes.Priority = value;
    }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsFinished => run.IsFinished && isCommitted;

    /// <summary>Whether a step ended half way, by a fault of code that may be a plugin's: what it has in memory must not be committed.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>How far it is; queued or running as if it were at work.</summary>
    public PointStatus Status => run.Status(passes.LanesDone, passes.Updates);

    /// <summary>What it gave so far.</summary>
    public PointResult Result => run.Result();

    /// <summary>Stops after the present pass, or without it where it takes longer than the patience.</summary>
    public void Pause(TimeSpan patience)
    {
        isPausing = true;
        stop?.CancelAfter(patience);
    }

    /// <summary>Lets go of the batches: the point is finished.</summary>
    public void Release() => passes.Release();

    /// <summary>
    /// Leaves out the iterations that are left, by the wall time: after the present one, or without it where it takes longer than the
    /// patience. The final evaluation then follows as ever. Calling again changes nothing.
    /// </summary>
    public void Finish(TimeSpan patience)
    {
        if (!isEnding && run.CanStop)
        {
            isEnding = true;
            stop?.CancelAfter(patience);
        }
    }

    /// <summary>Works until the point is finished or paused; both end with a commit. Can be called again after it has ended, also by an exception.</summary>
    public async Task Run()
    {
        isPausing = false;

        // Whoever starts this must not wait for the first pass, and all that follows must stay on the grain's scheduler.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.ContinueOnCapturedContext);
        using var scope = telemetry.Scope();
        await Commit();   // what could not be stored before comes first: nothing is computed ahead of a store that is full
        var committed = time.GetTimestamp();   // a point that is done before the first commit is due needs one only
        while (!run.IsFinished && !isPausing)
        {
            if (isEnding)
            {
                await End();
            }
            else
            {
                await Step();
            }

            if (time.GetElapsedTime(committed) >= CommitEvery)
            {
                await Commit();
                committed = time.GetTimestamp();
            }
        }

        await Commit();
        await passes.Keep();
        if (run.IsFinished)
        {
            telemetry.Ended(Status);
        }
    }

    /// <summary>Commits where the iterations end before anything follows from it: time changes results only by what is stored.</summary>
    private async Task End()
    {
        isEnding = false;
        if (run.CanStop)
        {
            run.Stop();
            isCommitted = false;
            await Commit();
        }
    }

    private async Task Step()
    {
        var pass = run.State.Pass;
        using var span = telemetry.Pass(pass);
        await journal.Prepare(run.TraceChunk);
        using var source = new CancellationTokenSource();
        try
        {
            stop = source;
            if (isPausing || isEnding)
            {
                return;   // asked for while the chunk was read
            }

            var rows = await passes.Run(run.Pass, run.Slices, Slots, LanesPerBatch, source);
            journal.Add(pass, Complete(rows.Span), run.State.Ahead);
            telemetry.Iterated();
        }
        catch (Exception exception) when ((isPausing || isEnding) && Transport.IsLost(exception))
        {
            return;   // the pass is given up, or the silo of its batches left first; run again, if it is, it will give the same bits
        }
        catch (BatchFailedException exception)
        {
            telemetry.PluginFailed(exception.Failure);
            run.Fail(exception.Failure);
        }
        finally
        {
            stop = null;
        }

        isCommitted = false;
    }

    private TraceBlock Complete(ReadOnlySpan<double> rows)
    {
        IsBroken = true;
        var block = run.Complete(rows);
        IsBroken = false;
        return block;
    }

    /// <summary>Stores what has been reached since the last commit, if anything.</summary>
    /// <exception cref="InconsistentStateException">Another activation has committed: this one has changed nothing.</exception>
    public async Task Commit()
    {
        if (!isCommitted)
        {
            await telemetry.Commit(run.State.Pass, Write);
            isCommitted = true;
            await passes.Forget();
        }
    }

    private async Task Write()
    {
        foreach (var (replicate, gradient) in run.Components)
        {
            await journal.WriteGradient(replicate, new(run.ComponentCounts, gradient));
        }

        await journal.Write(run.State, run.Status(0, 0).Iterations, run.IsFinished);
    }
}
