using DiffMH.Silo.Grains;
using DiffMH.Silo.Grains.Stored;

namespace DiffMH.Tests.Silo;

public sealed class SweepProgressTests
{
    private const byte Completed = 1;
    private const byte Failed = 2;
    private const byte Lost = 3;
    private const byte Partial = 4;
    private const byte Again = 5;

    private static readonly Failure Loss = new("Kind", "out of reach", "");

    private readonly KeptProgress stored = new()
    {
        State = new StoredProgress { Points = [Completed, Failed, Lost, Partial], Losses = new() { [2] = Loss } },
    };

    [Fact]
    public async Task A_retry_that_cannot_be_stored_has_changed_nothing()
    {
        var progress = new SweepProgress(stored, points: 4);
        stored.IsBroken = true;
        await Assert.ThrowsAsync<IOException>(() => progress.Retry(progress.ToRetry(only: null)));
        Assert.Equal((true, 2, 2, 1), (progress.IsEnded, progress.Completed, progress.Failed, progress.Lost));
        Assert.Equal(Loss, progress.Loss(2));

        stored.IsBroken = false;
        await progress.Store();
        Assert.Equal([Completed, Failed, Lost, Partial], stored.State.Points);
        Assert.Equal(Loss, Assert.Single(stored.State.Losses!).Value);
    }

    [Theory]
    [InlineData(null, new[] { Completed, Again, Again, Again })]
    [InlineData(RunState.Failed, new[] { Completed, Again, Lost, Again })]
    [InlineData(RunState.Lost, new[] { Completed, Failed, Again, Partial })]
    public async Task A_retry_is_stored_for_the_points_that_ended_so(RunState? only, byte[] expected)
    {
        var progress = new SweepProgress(stored, points: 4);
        await progress.Retry(progress.ToRetry(only));
        Assert.Equal(expected, stored.State.Points);
    }
}
