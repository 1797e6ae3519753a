using DiffMH.Client.Sources;
using DiffMH.Silo.Hosting;

namespace DiffMH.Tests.Client;

public sealed class ReconnectionTests
{
    private readonly List<string> said = [];

    [Fact]
    public async Task A_lost_call_is_repeated_until_it_is_answered_which_is_said_once()
    {
        var calls = 0;
        var reconnection = new Reconnection(said.Add, TimeProvider.System, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal(7, await reconnection.Ask(() => ++calls < 4 ? Task.FromException<int>(new TimeoutException("no answer")) : Task.FromResult(7)));
        Assert.Equal(4, calls);
        Assert.Equal(["the silo does not answer: it is busy, or has ended; waiting until one answers", "connected again"], said);
    }

    [Fact]
    public async Task A_gateway_that_has_only_just_started_is_asked_again()
    {
        var calls = 0;
        var reconnection = new Reconnection(said.Add, TimeProvider.System, TimeSpan.FromMinutes(1), CancellationToken.None);
        var early = new Orleans.Runtime.OrleansException("No active nodes are compatible with grain sweep and interface DiffMH.ISweepGrain version 0. Known nodes with grain type: none.");
        Assert.Equal(7, await reconnection.Ask(() => ++calls < 2 ? Task.FromException<int>(early) : Task.FromResult(7)));
        await Assert.ThrowsAsync<Orleans.Runtime.OrleansException>(() => reconnection.Ask<int>(() => throw new Orleans.Runtime.OrleansException("another")));
    }

    [Fact]
    public async Task What_the_silo_itself_refuses_is_not_repeated()
    {
        var calls = 0;
        var reconnection = new Reconnection(said.Add, TimeProvider.System, TimeSpan.FromMinutes(1), CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reconnection.Ask<int>(() => throw new InvalidOperationException($"call {++calls}")));
        Assert.Equal(1, calls);
        Assert.Empty(said);
    }

    [Fact]
    public async Task Patience_ends_as_an_unreachable_cluster()
    {
        var reconnection = new Reconnection(said.Add, TimeProvider.System, TimeSpan.FromMilliseconds(100), CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<ClusterUnreachableException>(() => reconnection.Ask<int>(() => throw new TimeoutException("no answer")));
        Assert.Equal("The silos stopped answering: they are busy, or have ended. Look whether they run: diffmh cluster status", refusal.Message);
    }

    [Fact]
    public async Task The_command_to_look_with_is_for_the_store_that_was_asked()
    {
        var reconnection = new Reconnection(said.Add, TimeProvider.System, TimeSpan.FromMilliseconds(100), CancellationToken.None, new("sqlite:s.db"));
        var refusal = await Assert.ThrowsAsync<ClusterUnreachableException>(() => reconnection.Ask<int>(() => throw new TimeoutException("no answer")));
        Assert.EndsWith("diffmh cluster status --store sqlite:s.db", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_user_can_leave_while_a_call_hangs()
    {
        using var leave = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var reconnection = new Reconnection(said.Add, TimeProvider.System, Timeout.InfiniteTimeSpan, leave.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reconnection.Ask(() => new TaskCompletionSource<int>().Task));
    }
}
