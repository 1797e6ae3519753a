using DiffMH.Engine.Models;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Compute;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Hosting;
using DiffMH.Tests.Runs;

namespace DiffMH.Tests.Silo;

/// <summary>What follows from the sums of a pass is formed beside the run, which is as it was until all of it is there.</summary>
public sealed class PassCompletionTests : IDisposable
{
    private readonly ComputePool pool = new(1);
    private readonly GatedObjective objective = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        objective.Gate.Set();
        objective.Gate.Dispose();
        pool.Dispose();
    }

    [Fact]
    public async Task The_run_is_as_it_was_while_the_objective_is_called_and_a_wait_that_was_given_up_is_taken_up_again()
    {
        var problem = FakePoints.Evaluate() with { Objective = objective };
        var (run, completion) = (new PointRun(problem), Completion(problem));
        var before = run.State;
        using var stop = new CancellationTokenSource();
        completion.Begin(run, FakePoints.Rows(run, FakePoints.Kernel(problem)), stop.Token);
        var waiting = completion.Outcome(stop.Token);
        await objective.Called.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Same(before, run.State);
        Assert.True(completion.IsOf(run));
        Assert.False(completion.IsOf(new PointRun(problem)));
        Assert.False(completion.Left.IsCompleted);

        objective.Gate.Set();
        var completed = await completion.Outcome(Cancellation);
        await completion.Left.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Same(before, run.State);
        Assert.False(completion.IsOf(run));
        var alone = new PointRun(problem);
        Assert.Equal(alone.Complete(FakePoints.Rows(alone, FakePoints.Kernel(problem))).Digests, completed.Trace.Digests);
        Assert.Equal(alone.State.ToBytes(), completed.Run.State.ToBytes());
    }

    [Fact]
    public async Task What_throws_half_way_changes_nothing_and_can_be_begun_again()
    {
        var problem = FakePoints.Evaluate() with { Objective = new MomentObjective(0) };
        var (run, completion) = (new PointRun(problem), Completion(problem));
        var (before, rows) = (run.State, FakePoints.Rows(run, FakePoints.Kernel(problem)));
        Assert.Throws<ArgumentException>(() => completion.Begin(run, rows.AsMemory(1), Cancellation));
        Assert.Same(before, run.State);
        Assert.False(completion.IsOf(run));
        completion.Begin(run, rows, Cancellation);
        Assert.True((await completion.Outcome(Cancellation)).Run.IsFinished);
    }

    private PassCompletion Completion(PointProblem problem) =>
        new(problem, "sweep/0", new(pool, new Suspects(grains: null!, FlightRecorder.None), quarantine: null!));
}
