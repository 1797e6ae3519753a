using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Stores;
using DiffMH.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace DiffMH.Tests.Silo;

/// <summary>What grains ask of storage: of two that have read the same state one writes, and whatever bytes were stored come back.</summary>
public abstract class GrainStorageTests(TestStore store) : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("sweep", "0123");

    private readonly IHost host = SiloOf(store.Address);

    private IGrainStorage Storage => host.Services.GetRequiredKeyedService<IGrainStorage>(StorageName.Default);

    public async ValueTask InitializeAsync() => await host.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_byte_comes_back_and_states_of_one_grain_are_apart()
    {
        var (bytes, other) = (State("bytes"), State("other"));
        bytes.State = [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i * 7))];
        other.State = [];
        await bytes.WriteStateAsync();
        await other.WriteStateAsync();

        var (again, otherAgain) = (State("bytes"), State("other"));
        await again.ReadStateAsync();
        await otherAgain.ReadStateAsync();
        Assert.Equal(bytes.State, again.State);
        Assert.Equal((true, true, 0), (again.RecordExists, otherAgain.RecordExists, otherAgain.State.Count));
        Assert.Equal(bytes.Etag, again.Etag);
    }

    [Fact]
    public async Task Of_two_that_have_read_the_same_state_one_writes_and_the_other_changes_nothing()
    {
        var (one, two) = (State("point"), State("point"));
        await one.ReadStateAsync();
        await two.ReadStateAsync();
        one.State = [1];
        await one.WriteStateAsync();
        two.State = [2];
        await Assert.ThrowsAsync<InconsistentStateException>(two.WriteStateAsync);

        await two.ReadStateAsync();
        Assert.Equal([1], two.State);
        two.State = [3];
        await two.WriteStateAsync();
        await Assert.ThrowsAsync<InconsistentStateException>(one.WriteStateAsync);
    }

    [Fact]
    public async Task A_state_that_was_cleared_and_made_again_is_not_taken_for_the_old_one()
    {
        var (one, two) = (State("point"), State("point"));
        one.State = [1];
        await one.WriteStateAsync();
        await two.ReadStateAsync();
        await one.ClearStateAsync();
        Assert.False(one.RecordExists);
        one.State = [1];
        await one.WriteStateAsync();
        await Assert.ThrowsAsync<InconsistentStateException>(two.WriteStateAsync);
    }

    [Fact]
    public async Task What_cannot_be_written_is_said_and_can_be_written_later()
    {
        var state = State("point");
        state.State = [1];
        using (store.Block())
        {
            var error = await Assert.ThrowsAsync<StoreUnavailableException>(state.WriteStateAsync);
            Assert.Equal(store.Reason, error.Message);
        }

        await state.WriteStateAsync();
        var again = State("point");
        await again.ReadStateAsync();
        Assert.Equal([1], again.State);
    }

    /// <summary>A silo that is alone: only its storage matters.</summary>
    private static IHost SiloOf(StoreAddress address)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Find(), gatewayPort: 0);
            silo.AddDiffMH(new DiffMHOptions { Store = $"{address}", PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"), ComputeThreads = 1 });
        });
        return builder.Build();
    }

    private StoredGrainState<List<byte>> State(string name) => new(Storage, Grain, name);
}
