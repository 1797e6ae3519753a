using DiffMH.Silo.Grains;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Tests.Client;

namespace DiffMH.Tests.Silo;

/// <summary>How far a sweep is said to be, where nothing of it is at work.</summary>
public sealed class FollowedPointsTests
{
    private const byte Completed = 1;
    private const byte Failed = 2;

    [Theory]
    [InlineData((int)SweepWish.Work, 12.5, new byte[] { 0, 0, 0 }, RunState.Running)]   // its silo was killed: another is about to go on
    [InlineData((int)SweepWish.Work, 0, new byte[] { Completed, 0, 0 }, RunState.Running)]
    [InlineData((int)SweepWish.Work, 0, new byte[] { 0, 0, 0 }, RunState.Queued)]
    [InlineData((int)SweepWish.Pause, 12.5, new byte[] { Completed, 0, 0 }, RunState.Paused)]
    [InlineData((int)SweepWish.Pause, 0, new byte[] { 0, 0, 0 }, RunState.Paused)]
    [InlineData((int)SweepWish.Cancel, 12.5, new byte[] { Completed, 0, 0 }, RunState.Cancelled)]
    [InlineData((int)SweepWish.Work, 12.5, new[] { Completed, Completed, Completed }, RunState.Completed)]
    [InlineData((int)SweepWish.Pause, 12.5, new[] { Completed, Failed, Completed }, RunState.Failed)]
    public void Only_what_its_user_paused_is_paused(int wish, double seconds, byte[] points, RunState expected)
    {
        var stored = new KeptProgress { State = new StoredProgress { Points = points, Wish = (SweepWish)wish, WorkSeconds = seconds } };
        var followed = new FollowedPoints(Samples.Sweep, new SweepProgress(stored, points.Length), isKept: true);
        Assert.Equal(expected, followed.Status(isWorking: false).State);
        Assert.Equal(RunState.Running, followed.Status(isWorking: true).State);
    }

    [Theory]
    [InlineData((int)SweepWish.Work, 12.5, RunState.Paused)]   // as after the end of a process with all its silos: it is its user who has it go on
    [InlineData((int)SweepWish.Work, 0, RunState.Paused)]
    [InlineData((int)SweepWish.Cancel, 12.5, RunState.Cancelled)]
    public void Where_nobody_keeps_a_sweep_at_work_it_is_not_said_to_run(int wish, double seconds, RunState expected)
    {
        var stored = new KeptProgress { State = new StoredProgress { Points = [Completed, 0, 0], Wish = (SweepWish)wish, WorkSeconds = seconds } };
        var followed = new FollowedPoints(Samples.Sweep, new SweepProgress(stored, 3), isKept: false);
        Assert.Equal(expected, followed.Status(isWorking: false).State);
        Assert.Equal(RunState.Running, followed.Status(isWorking: true).State);
    }
}
