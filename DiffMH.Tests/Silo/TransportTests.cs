using DiffMH.Silo.Grains;
using DiffMH.Silo.Storage;
using Orleans.Runtime.Messaging;

namespace DiffMH.Tests.Silo;

/// <summary>Which failures of a call are of the way to it, and pass; and how long is waited before it is repeated.</summary>
public sealed class TransportTests
{
    public static TheoryData<Exception> Lost { get; } =
    [
        new TimeoutException(), new OperationCanceledException(), new TaskCanceledException(), new ObjectDisposedException("silo"),
        new SiloUnavailableException(), new ConnectionFailedException("no route"), new GatewayTooBusyException(), new LimitExceededException("a full mailbox"),
        new OrleansException("No active nodes are compatible with grain sweep"),
    ];

    public static TheoryData<Exception> Stays { get; } =
    [
        new BatchFailedException(new("System.TimeoutException", "a plugin's own", "")), new PointRefusedException(new("System.TimeoutException", "a plugin's own", "")),
        new StoreUnavailableException("full"), new InvalidOperationException(), new OrleansException("something else"), new IOException(),
    ];

    [Theory]
    [MemberData(nameof(Lost), DisableDiscoveryEnumeration = true)]
    public void What_the_way_did_is_tried_again(Exception exception) => Assert.True(Transport.IsLost(exception));

    [Theory]
    [MemberData(nameof(Stays), DisableDiscoveryEnumeration = true)]
    public void What_the_grain_the_plugin_or_the_store_did_is_not(Exception exception) => Assert.False(Transport.IsLost(exception));

    [Fact]
    public void The_pauses_grow_from_50_milliseconds_to_two_seconds() =>
        Assert.Equal([50, 100, 200, 400, 800, 1600, 2000, 2000], Enumerable.Range(1, 8).Select(attempt => Transport.Pause(attempt).TotalMilliseconds));
}
