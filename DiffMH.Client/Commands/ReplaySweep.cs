using DiffMH.Client.Replays;
using DiffMH.Client.Reports;
using DiffMH.Client.Sources;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>replay</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class ReplaySweep(Terminal terminal)
{
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);

    /// <summary>Computes iterations again and prints what differs.</summary>
    public async Task<ExitCode> Run(ReplayRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.Of.On.Verbosity);
        var (source, sweep) = await Open(request, talk, cancellation);
        await using (source)
        {
            var catalogue = await SweepCode.Of(source, sweep, request.Plugins);
            talk.Say($"replaying {sweep.Name} ({sweep.Id}) on {request.Threads} thread(s)");
            var replay = new SweepReplay(source, sweep, catalogue, request.Share);
            var document = await replay.Run(request.Threads, Progress(talk), cancellation);
            if (document.Iterations == 0)
            {
                throw new CommandException(ExitCode.Usage, $"{sweep.Name} ({sweep.Id}) has no committed iteration yet, so there is nothing to replay.");
            }

            await terminal.Print(request.Of.On.Format, document, () => ReplayTable.Render(document));
            return document.Differing == 0 ? ExitCode.Done : ExitCode.ReplayDiffers;
        }
    }

    private async Task<(ISweepSource Source, FrozenSweep Sweep)> Open(ReplayRequest request, Talk talk, CancellationToken cancellation)
    {
        if (FolderSource.TryOpen(request.Of.Sweep, talk) is { } folder)
        {
            return folder;
        }

        var stores = new Stores(terminal, request.Of.On, talk);
        var source = await stores.Read(cancellation);
        try
        {
            var found = await SweepFinder.Find(source, request.Of.Sweep, $"{stores.Address}");
            return (source, await source.Frozen(found.Id) ?? throw new InvalidOperationException($"The sweep {found.Id} is listed and not there."));
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    private Action<long, int> Progress(Talk talk)
    {
        var (gate, said) = (new Lock(), terminal.Time.GetTimestamp());
        return (replayed, differing) =>
        {
            lock (gate)
            {
                if (terminal.Time.GetElapsedTime(said) < SayEvery)
                {
                    return;
                }

                said = terminal.Time.GetTimestamp();
            }

            talk.Say($"{replayed} iterations computed again, {(differing == 0 ? "all the same" : $"{differing} differ")}");
        };
    }
}
