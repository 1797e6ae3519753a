using System.Collections.Immutable;
using DiffMH.Engine.Runs;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Grains.Stored;
using DiffMH.Silo.Plugins;
using DiffMH.Silo.Storage;
using Orleans.Storage;

namespace DiffMH.Tests.Silo;

/// <summary>What is kept of a pass is found again, whatever happened to a write; and nothing that happens to it stops the work.</summary>
public sealed class PassKeeperTests
{
    private static readonly PointProblem Problem = Bind();

    private static readonly ImmutableArray<ReplicateSlice> Slices = [new(0, 0, Problem.Groups, Problem.InitialTheta)];

    private readonly OneRow store = new();
    private readonly PassKeeper keeper;

    public PassKeeperTests() => keeper = new(store, GrainId.Create("aggregator", "sweep/0"));

    [Fact]
    public async Task A_pass_that_was_given_up_is_taken_over_in_the_same_activation()
    {
        await keeper.Restore(Open());   // the first look at the store finds nothing
        await keeper.Write(Half());
        var again = Open();
        await keeper.Restore(again);
        Assert.True(again.HasDone);
    }

    [Fact]
    public async Task A_write_that_was_done_though_it_failed_does_not_stand_in_the_way_of_the_next()
    {
        store.FailsAfterWriting = true;
        await keeper.Write(Half());
        store.FailsAfterWriting = false;
        await keeper.Write(Half());
        Assert.Equal(2, store.Version);
        await keeper.Clear();
        Assert.Null(store.Row);
    }

    [Fact]
    public async Task A_row_that_cannot_be_understood_is_passed_over()
    {
        store.IsUnreadable = true;
        var pass = Open();
        await keeper.Restore(pass);
        await keeper.Write(Half());
        await keeper.Clear();
        Assert.False(pass.HasDone);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_told()
    {
        store.IsAway = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => keeper.Restore(Open()));
    }

    private static PointProblem Bind()
    {
        var catalogue = PluginSet.Load(Path.Combine(AppContext.BaseDirectory, "plugins")).Catalogue;
        return PointProblem.Of(catalogue.Bind(SweepOf.LongIsingOf(draws: 1, catalogue).Points[0]));
    }

    private static OpenPass Open() => new(Problem, ChainPass.Final, Slices, new double[Problem.Numbers(Slices)]);

    private static OpenPass Half()
    {
        var pass = Open();
        pass.Divide(rest => Problem.Divide(rest, Problem.Groups / 2));
        Assert.True(pass.TryTake(out var batch));
        pass.Collect(batch, Vector.Of(new double[Problem.Numbers(batch.Slices)]));
        return pass;
    }

    /// <summary>A store of one row, with versions.</summary>
    private sealed class OneRow : IGrainStorage
    {
        public StoredPass? Row { get; private set; }

        public int Version { get; private set; }

        public bool FailsAfterWriting { get; set; }

        public bool IsUnreadable { get; set; }

        public bool IsAway { get; set; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (IsAway)
            {
                throw new StoreUnavailableException("away");
            }

            if (IsUnreadable)
            {
                throw new InvalidDataException("not a pass");
            }

            (grainState.State, grainState.ETag, grainState.RecordExists) = ((T)(object)(Row ?? new StoredPass()), Row is null ? null! : $"{Version}", Row is not null);
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Require(grainState.ETag);
            (Row, Version) = ((StoredPass)(object)grainState.State!, Version + 1);
            if (FailsAfterWriting)
            {
                throw new StoreUnavailableException("no answer in time");
            }

            (grainState.ETag, grainState.RecordExists) = ($"{Version}", true);
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Require(grainState.ETag);
            Row = null;
            (grainState.ETag, grainState.RecordExists) = (null!, false);
            return Task.CompletedTask;
        }

        private void Require(string? version)
        {
            if (version != (Row is null ? null : $"{Version}"))
            {
                throw new InconsistentStateException("another version");
            }
        }
    }
}
