using System.Reflection;
using DiffMH.Client.Inputs;
using DiffMH.Silo.Grains;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Models;
using DiffMH.Tests.Support;
using DiffMH.Tests.Sweeps;

namespace DiffMH.Tests.Silo;

/// <summary>A silo fetches a data file once, whoever needs it, and a point whose file cannot be fetched for a while waits for it.</summary>
public sealed class SiloDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PointSpec point;
    private readonly StoredFile stored;
    private readonly SiloData data;

    public SiloDataTests()
    {
        point = RingText.Load(folder, BuiltPlugins.Catalogue).Sweep!.Points[0];
        stored = new StoredFile(new SweepFolder(folder.Path).Open("graphs/ring.txt").Bytes.ToArray());
        var grains = DispatchProxy.Create<IGrainFactory, OneGrain>();
        ((OneGrain)grains).Grain = stored;
        data = new SiloData(grains);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_that_many_ask_for_at_once_is_fetched_once()
    {
        var asked = Enumerable.Range(0, 20).Select(_ => data.For(point, BuiltPlugins.Catalogue)).ToArray();
        Assert.All(asked, waiting => Assert.False(waiting.IsCompleted));
        stored.Release.SetResult();
        await Task.WhenAll(asked);
        Assert.Equal(1, stored.Reads);
        Assert.NotNull((await asked[0]).Bind(point));
    }

    [Fact]
    public async Task A_store_that_is_away_is_no_fault_of_the_point_and_the_file_is_fetched_when_it_is_back()
    {
        stored.Release.SetException(new StoreUnavailableException("The server does not answer."));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => BoundPoint.Of(point, BuiltPlugins.Catalogue, data, quarantine: null!));
        stored.Release = new();
        stored.Release.SetResult();
        Assert.NotNull((await data.For(point, BuiltPlugins.Catalogue)).Bind(point));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_fault_of_the_point()
    {
        stored.Release.SetResult();
        stored.IsGone = true;
        var refused = await Assert.ThrowsAsync<PointRefusedException>(() => BoundPoint.Of(point, BuiltPlugins.Catalogue, data, quarantine: null!));
        Assert.Contains("is not in the store", refused.Result(point).Failure!.Message, StringComparison.Ordinal);
    }

    /// <summary>Finds one grain, whatever it is asked for.</summary>
    public class OneGrain : DispatchProxy
    {
        /// <summary>The grain.</summary>
        public object? Grain { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Grain;
    }

    private sealed class StoredFile(byte[] bytes) : IDataGrain
    {
        private int reads;

        public int Reads => reads;

        public bool IsGone { get; set; }

        public TaskCompletionSource Release { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<int> Segments()
        {
            await Release.Task;
            return IsGone ? 0 : 1;
        }

        public Task<bool> IsWhole() => throw new NotSupportedException("Nobody stores anything.");

        public Task Put(int segment, int segments, byte[] bytes) => throw new NotSupportedException("Nobody stores anything.");

        public Task<byte[]> Get(int segment)
        {
            Interlocked.Increment(ref reads);
            return Task.FromResult(bytes);
        }
    }
}
