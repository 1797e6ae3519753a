using DiffMH.Client.Reports;
using DiffMH.Client.Results.Document;
using DiffMH.Client.Sources;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>retry</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class RetrySweep(Terminal terminal)
{
    /// <summary>Has points run again, and returns at once.</summary>
    public async Task<ExitCode> Run(RetryRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.Of.On.Verbosity);
        var stores = new Stores(terminal, request.Of.On, talk);
        await using var cluster = await stores.Connect(cancellation);
        var reconnection = stores.Reconnection(cancellation);
        var directory = cluster.Grains.GetGrain<ISweepDirectoryGrain>(0);
        var found = SweepFinder.Find(await reconnection.Ask(directory.List), request.Of.Sweep, $"{stores.Address}");
        if (found.State == RunState.Cancelled)
        {
            throw new CommandException(ExitCode.Usage, $"{found.Name} ({found.Id}) was cancelled. Submit its file again: it goes on from its last commits. Then retry what has failed.");
        }

        var status = await Retry(() => reconnection.Ask(() => directory.Retry(found.Id, request.Only)));
        var again = found.Completed + found.Failed - status.Completed - status.Failed;
        talk.Say(again > 0
            ? $"{again} points of {found.Name} ({found.Id}) run again; to follow them: {request.Of.On.Line("watch", found.Id)}"
            : $"no point of {found.Name} ({found.Id}) {Done(request.Only)}: nothing is to be run again");
        await terminal.Print(
            request.Of.On.Format,
            StatusDocument.Of(status, found.Submitted, status.Running, settings: []),
            () => $"{status.Name} is {ResultTable.StateName(status.State)}: {status.Completed + status.Failed} of {status.Points} points have ended\n");
        return ExitCode.Done;
    }

    private static async Task<SweepStatus> Retry(Func<Task<SweepStatus>> retry)
    {
        try
        {
            return await retry();
        }
        catch (InvalidOperationException refused)
        {
            throw new CommandException(ExitCode.Usage, refused.Message);
        }
    }

    private static string Done(RunState? only) => only switch
    {
        RunState.Failed => "has failed",
        RunState.Lost => "was lost",
        _ => "has failed or was lost",
    };
}
