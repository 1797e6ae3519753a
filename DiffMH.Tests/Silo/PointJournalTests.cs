using DiffMH.Engine.Runs;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace DiffMH.Tests.Silo;

/// <summary>While a silo stops, two activations of a point may be alive: one of them commits, and the trace has all its rows.</summary>
public sealed class PointJournalTests : IDisposable
{
    private static readonly GrainId Point = GrainId.Create("aggregator", "sweep/0");

    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;
    private readonly SqliteGrainStorage storage;

    public PointJournalTests()
    {
        var services = new ServiceCollection().AddSerializer().AddSingleton<OrleansGrainStorageSerializer>().BuildServiceProvider();
        store = SqliteStore.Open(folder.File("state.db"));
        storage = new(store, services.GetRequiredService<OrleansGrainStorageSerializer>(), services.GetRequiredService<IActivatorProvider>(), SilentHealth.New());
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task An_activation_that_is_behind_cannot_take_rows_from_the_trace_of_one_that_commits()
    {
        var late = await Activate();
        await Run(late, from: 0, passes: 2);
        var early = await Activate();   // reads the commit of two passes
        await Run(late, from: 2, passes: 3);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Run(early, from: 2, passes: 1));
        var next = await Activate();
        Assert.Equal(5, next.Commit.Passes);
        Assert.Equal([0, 1, 2, 3, 4], (await next.Read(0)).Iterations);
    }

    [Fact]
    public async Task Rows_that_were_stored_and_not_committed_are_not_read_and_are_replaced_when_their_pass_is_run_again()
    {
        var first = await Activate();
        await Run(first, from: 0, passes: 1);
        var chunk = new OpenChunk(0);
        await chunk.Read(storage, Point);
        chunk.Add(1, Row(1, 99));
        await chunk.Write(storage, Point);   // and then the silo was lost, before the commit

        var next = await Activate();
        Assert.Equal([0], (await next.Read(0)).Iterations);
        await Run(next, from: 1, passes: 1);
        var read = await (await Activate()).Read(0);
        Assert.Equal([0, 1], read.Iterations);
        Assert.Equal(1, read.Row(1)[0]);
    }

    [Fact]
    public async Task The_last_iteration_of_a_thinned_trace_comes_with_the_evaluation_and_stands_once_however_often_it_comes()
    {
        var first = await Activate();
        await Run(first, from: 0, passes: 1);
        var both = TraceBlock.Concat([Row(5, 5), Row(6, 6)]);
        var chunk = new OpenChunk(0);
        await chunk.Read(storage, Point);
        chunk.Add(6, both);
        await chunk.Write(storage, Point);   // and then the silo was lost, before the commit

        var next = await Activate();
        await next.Prepare(chunk: 0);
        next.Add(6, both);
        await next.Write(new PointState(7, [], null, null), iterations: 6, isFinished: true);
        Assert.Equal([0, 5, 6], (await (await Activate()).Read(0)).Iterations);
    }

    [Fact]
    public async Task What_could_not_be_committed_does_not_look_as_if_it_were_and_is_committed_later()
    {
        var journal = await Activate();
        await Run(journal, from: 0, passes: 1);
        using (BlockedStore.Block(folder.File("state.db")))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => Run(journal, from: 1, passes: 1));
            Assert.Equal(1, journal.Commit.Passes);
            await Assert.ThrowsAnyAsync<Exception>(() => journal.GoBack(null));
            Assert.Equal(1, journal.Commit.Passes);
        }

        await journal.Write(new PointState(2, [], null, null), iterations: 10, isFinished: true);
        Assert.Equal((2, true), (journal.Commit.Passes, journal.Commit.IsFinished));
        Assert.Equal([0, 1], (await (await Activate()).Read(0)).Iterations);
    }

    private static async Task Run(PointJournal journal, int from, int passes)
    {
        for (var pass = from; pass < from + passes; pass++)
        {
            await journal.Prepare(chunk: 0);
            journal.Add(pass, Row(pass, pass));
        }

        await journal.Write(new PointState(from + passes, [], null, null), iterations: 10, isFinished: false);
    }

    private static TraceBlock Row(int pass, double theta) => new(1, [pass], [0], Vector.Of(theta, 0, 0, 0, 0));

    private async Task<PointJournal> Activate()
    {
        var state = new StoredGrainState<StoredPoint>(storage, Point, "point");
        await state.ReadStateAsync();
        return new(Point, state, storage);
    }
}
