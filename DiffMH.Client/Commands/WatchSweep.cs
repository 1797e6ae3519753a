using DiffMH.Client.Progress;
using DiffMH.Client.Sources;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>watch</c>, and the watching of <c>submit --watch</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class WatchSweep(Terminal terminal)
{
    /// <summary>Finds the sweep and follows it.</summary>
    public async Task<ExitCode> Run(SweepRequest request, CancellationToken detach)
    {
        var talk = new Talk(terminal, request.On.Verbosity);
        var stores = new Stores(terminal, request.On, talk);
        await using var cluster = await stores.Connect(detach);
        var sweeps = await stores.Reconnection(detach).Ask(() => cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).List());
        var found = SweepFinder.Find(sweeps, request.Sweep, $"{stores.Address}", request.On, terminal.Time.LocalTimeZone);
        return await Follow(cluster, found.Id, request.On, talk, detach);
    }

    /// <summary>Follows a sweep to its end and prints its results.</summary>
    public async Task<ExitCode> Follow(ClusterClient cluster, string id, StoreRequest on, Talk talk, CancellationToken detach)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(detach);
        var display = talk.Display();
        await using var source = new ClusterSource(cluster.Grains, reconnection: new(display.Say, terminal.Time, Timeout.InfiniteTimeSpan, detach));
        try
        {
            var frozen = await source.Frozen(id) ?? throw new InvalidOperationException($"The sweep {id} is listed and not there.");
            await display.Show(Watched(cluster, frozen, leaving), report => new SweepFollower(source, terminal.Time, display.Say, on).Follow(id, report, leaving.Token));
            return await terminal.Print(frozen, await ShowResults.Summary(source, frozen, path: null, talk), on.Format);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested || detach.IsCancellationRequested)   // the one may hear of it after the other
        {
            terminal.Error.WriteLine($"detached; the sweep goes on. To come back: {on.Line("watch", id)}");
            return ExitCode.Interrupted;
        }
    }

    /// <summary>The sweep as a screen needs it: leaving it detaches.</summary>
    private static WatchedSweep Watched(ClusterClient cluster, FrozenSweep frozen, CancellationTokenSource leaving)
    {
        var sweep = cluster.Grains.GetGrain<ISweepGrain>(frozen.Id);
        return new(frozen, sweep)
        {
            Leave = leaving.Cancel,
            Resume = sweep.Resume,
            Workforce = async () =>
            {
                var silos = await cluster.Grains.GetGrain<IPluginRegistryGrain>(0).Silos();
                return silos.IsEmpty ? null : new Workforce(silos.Length, silos.Sum(silo => silo.ComputeThreads));
            },
        };
    }
}
