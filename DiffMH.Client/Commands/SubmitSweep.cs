using System.Collections.Immutable;
using DiffMH.Client.Compares;
using DiffMH.Client.Inputs;
using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Client.Sources;
using DiffMH.Client.Verification;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>submit</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class SubmitSweep(Terminal terminal)
{
    /// <summary>Checks and submits, or attaches to what was submitted before.</summary>
    public async Task<ExitCode> Run(SubmitRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.To.Verbosity);
        var stores = new Stores(terminal, request.To, talk);

        var (input, cluster) = await LoadAndConnect(request, stores, talk, cancellation);
        await using var connection = cluster;
        var sweep = input.Sweep;
        talk.Detail($"sweep {sweep.Id} of {sweep.Points.Length} points");
        var reconnection = stores.Reconnection(cancellation);
        var before = await reconnection.Ask(() => cluster.Grains.GetGrain<ISweepGrain>(sweep.Id).Status());
        var missing = Missing(sweep, await ReportedSilos.KnownOf(cluster, reconnection, terminal.Time, cancellation), talk);
        await reconnection.Ask(async () =>
        {
            await DataTransfer.Send(cluster.Grains, input.Data.Values);
            return true;
        });
        var directory = cluster.Grains.GetGrain<ISweepDirectoryGrain>(0);
        var status = before.State switch
        {
            RunState.Running when request.Priority is { } priority => await reconnection.Ask(() => directory.Prioritize(sweep.Id, priority)),
            RunState.Completed or RunState.Failed or RunState.Running => before,   // the id is that of its content: there is nothing to tell
            _ => await reconnection.Ask(() => directory.Submit(sweep, new RunOptions(LanesPerBatch: null, request.Priority))),
        };
        talk.Say(Describe(before, status, request.To));
        if (request.Watch)
        {
            return await new WatchSweep(terminal).Follow(cluster, sweep.Id, request.To, talk, cancellation);
        }

        talk.Say($"to follow it: {request.To.Line("watch", sweep.Id)}");
        await terminal.Print(request.To.Format, new SubmitDocument(SweepStatusSummary.Of(status), before.Points > 0, missing), () => $"{sweep.Id}\n");
        return ExitCode.Done;
    }

    /// <summary>Both at once, as each takes a few tenths of a second; what is wrong with the file is told first.</summary>
    private async Task<(SweepInput Input, ClusterClient Cluster)> LoadAndConnect(SubmitRequest request, Stores stores, Talk talk, CancellationToken cancellation)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var connecting = Task.Run(() => stores.Connect(giveUp.Token), cancellation);
        try
        {
            var input = SweepInput.Load(request.File, request.Overrides, request.Plugins, UserPilots.Of(talk, cancellation));
            RequiredCertificates.Check(input, terminal);
            return (input, await connecting);
        }
        catch (CommandException)
        {
            await giveUp.CancelAsync();
            throw;
        }
    }

    /// <summary>The plugins that no silo holds to the bit; each is warned of. None where nobody has said what it holds.</summary>
    private static ImmutableArray<PluginReference> Missing(FrozenSweep sweep, ImmutableArray<SiloReport> silos, Talk talk)
    {
        if (silos.IsEmpty)
        {
            talk.Warn("no silo has said yet which plugins it holds: they are busy, or have just started. Whether the sweep waits for one is seen in its status.");
            return [];
        }

        var held = silos.SelectMany(silo => silo.Plugins).Where(status => status.IsOffered).Select(status => status.Plugin!).Distinct().ToArray();
        ImmutableArray<PluginReference> missing = [.. sweep.Plugins.Where(plugin => held.All(other => (other.Id, other.Hash) != (plugin.Id, plugin.Hash)))];
        foreach (var plugin in missing)
        {
            var others = held.Where(other => other.Id == plugin.Id).Select(other => $"{other.Version} with hash {other.Hash[..8]}").ToArray();
            talk.Warn(
                $"no silo holds {plugin.Id} {plugin.Version} with hash {plugin.Hash[..8]}; {(others.Length > 0 ? $"they hold {string.Join(", ", others)}" : "they hold none of that name")}. "
                + "Points that need it wait, and go on by themselves when its folder is put into the plugins folder of a silo.");
        }

        return missing;
    }

    private static string Describe(SweepStatus before, SweepStatus now, StoreRequest to)
    {
        var sweep = $"{now.Name} ({now.Id}){PriorityWord.Behind(now.Priority)}";
        return (before.Points, before.State) switch
        {
            (0, _) => $"submitted {sweep}: {now.Points} points",
            (_, RunState.Completed) => $"{sweep} was submitted before and is completed. Its results: {to.Line("results", now.Id)}",
            (_, RunState.Failed) => $"{sweep} was submitted before and had ended with {before.Failed} failed points. To try these again: {to.Line("retry", now.Id)}",
            (_, RunState.Paused) => $"{sweep} was submitted before and paused at {SweepList.Share(before.Progress)}; it goes on",
            (_, RunState.Cancelled) => $"{sweep} was submitted before and cancelled at {SweepList.Share(before.Progress)}; it goes on from its last commits",
            _ => $"{sweep} was submitted before and is {ResultTable.StateName(now.State)} at {SweepList.Share(now.Progress)}; attached to it",
        };
    }
}
