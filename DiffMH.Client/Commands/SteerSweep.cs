using DiffMH.Client.Formatting;
using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Client.Sources;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>pause</c>, <c>resume</c>, <c>cancel</c> and <c>priority</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class SteerSweep(Terminal terminal)
{
    /// <summary>Pauses; returns when nothing is at work any more.</summary>
    public Task<ExitCode> Pause(SweepRequest request, CancellationToken cancellation) => Steer(request, "pausing", (grains, id) => grains.GetGrain<ISweepGrain>(id).Pause(), cancellation);

    /// <summary>Goes on.</summary>
    public Task<ExitCode> Resume(SweepRequest request, CancellationToken cancellation) => Steer(request, "resuming", (grains, id) => GoOn(grains.GetGrain<ISweepGrain>(id)), cancellation);

    /// <summary>Gives up; returns when nothing is at work any more.</summary>
    public Task<ExitCode> Cancel(SweepRequest request, CancellationToken cancellation) => Steer(request, "cancelling", (grains, id) => grains.GetGrain<ISweepGrain>(id).Cancel(), cancellation);

    /// <summary>Has it matter more or less.</summary>
    public Task<ExitCode> Prioritize(PriorityRequest request, CancellationToken cancellation) =>
        Steer(new(request.Sweep, request.On), $"giving {PriorityWord.Of(request.Priority)} priority to", (grains, id) => grains.GetGrain<ISweepDirectoryGrain>(0).Prioritize(id, request.Priority), cancellation);

    private static async Task GoOn(ISweepGrain sweep)
    {
        var status = await sweep.Status();
        if (status.State == RunState.Cancelled)
        {
            throw new CommandException(ExitCode.Usage, $"{status.Name} ({status.Id}) was cancelled. Submit its file again: it goes on from its last commits.");
        }

        await sweep.Resume();
    }

    private async Task<ExitCode> Steer(SweepRequest request, string doing, Func<IGrainFactory, string, Task> steer, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.On.Verbosity);
        var stores = new Stores(terminal, request.On, talk);
        await using var cluster = await stores.Connect(cancellation);
        var reconnection = stores.Reconnection(cancellation);
        var sweeps = await reconnection.Ask(() => cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).List());
        var found = SweepFinder.Find(sweeps, request.Sweep, $"{stores.Address}", request.On, terminal.Time.LocalTimeZone);
        RequireUnfinished(found, request.On);

        talk.Say($"{doing} {found.Name} ({found.Id})");
        var start = terminal.Time.GetTimestamp();
        var status = await reconnection.Ask(async () =>
        {
            await steer(cluster.Grains, found.Id);
            return await cluster.Grains.GetGrain<ISweepGrain>(found.Id).Status();
        });
        talk.Detail($"done after {Durations.Format(terminal.Time.GetElapsedTime(start))}");
        await Print(request, status, found.Submitted);
        return ExitCode.Done;
    }

    private static void RequireUnfinished(SweepEntry sweep, StoreRequest on)
    {
        if (sweep.State is RunState.Completed or RunState.Failed)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{sweep.Name} ({sweep.Id}) has ended{(sweep.Failed > 0 ? $" with {sweep.Failed} failed points; to try these again: {on.Line("retry", sweep.Id)}" : "")}. Its results: {on.Line("results", sweep.Id)}");
        }
    }

    private Task Print(SweepRequest request, SweepStatus status, DateTimeOffset submitted) => terminal.Print(
        request.On.Format,
        StatusDocument.Of(status, submitted, status.Running, settings: []),
        () => $"{status.Name} is {ResultTable.StateName(status.State)}: {SweepList.Share(status.Progress)}, {status.Completed + status.Failed} of {status.Points} points, {Durations.Format(TimeSpan.FromSeconds(status.WorkSeconds))} at work{PriorityWord.Behind(status.Priority)}\n");
}
