using System.Diagnostics;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiffMH.Tests.Silo;

/// <summary>A client knows at once, and says, that no silo is there to connect to.</summary>
public sealed class ClusterClientTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private StoreAddress Store => StoreAddress.Sqlite(folder.File("state.db"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_silo_the_command_that_starts_one_is_told(bool isLeftBehind)
    {
        if (isLeftBehind)
        {
            using var table = new SqliteMembershipTable(Store.File!, SilentHealth.New());
            await table.InsertRow(new FakeSilo("killed", 1).Entry(SiloStatus.Active), new TableVersion(1, "0"));
        }

        var clock = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => ClusterClient.Connect(Store, Cancellation));
        Assert.Equal($"No silo is running for the store {Store}. Start one with: diffmh silo start --store {Store}", error.Message);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));   // on a busy machine; else far below one
    }

    [Fact]
    public async Task A_silo_of_another_store_that_listens_where_one_was_is_not_taken_for_it()
    {
        var other = StoreAddress.Sqlite(folder.File("other.db"));
        var options = new ClusterSiloOptions { Store = other, PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), ComputeThreads = 1 };
        await using var silo = await ClusterSilo.Start(options, NullLoggerProvider.Instance, Cancellation);
        using (var table = new SqliteMembershipTable(Store.File!, SilentHealth.New()))
        {
            await table.InsertRow(new FakeSilo("killed", silo.Gateway.Port).Entry(SiloStatus.Active), new TableVersion(1, "0"));
        }

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => ClusterClient.Connect(Store, Cancellation));
        Assert.Contains($"do not answer at {silo.Gateway}", error.Message, StringComparison.Ordinal);
        await using var client = await ClusterClient.Connect(other, Cancellation);
        Assert.Empty(await client.Grains.GetGrain<ISweepDirectoryGrain>(0).List());
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_named()
    {
        await File.WriteAllTextAsync(Store.File!, new string('x', 4096), Cancellation);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ClusterClient.Connect(Store, Cancellation));
        Assert.Contains(Store.File!, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_in_memory_has_nobody_to_connect_to() =>
        await Assert.ThrowsAsync<ArgumentException>(() => ClusterClient.Connect(StoreAddress.Memory, Cancellation));

    [Theory]
    [InlineData("sqlite:state.db", "sqlite:/data/state.db")]
    [InlineData("sqlite:/else/where.db", "sqlite:/else/where.db")]
    [InlineData("memory", "memory")]
    [InlineData("sqlite:", null)]
    [InlineData("redis://localhost", null)]
    [InlineData("", null)]
    public void A_store_is_read_from_text(string text, string? expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "paths are those of Unix");
        Assert.Equal(expected, StoreAddress.TryParse(text, "/data")?.ToString());
    }
}
