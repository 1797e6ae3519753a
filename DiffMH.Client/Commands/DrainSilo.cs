using System.Collections.Immutable;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;
using DiffMH.Silo.Hosting;
using DiffMH.Silo.Security;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>silo drain</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class DrainSilo(Terminal terminal)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.1);

    /// <summary>Asks a silo to leave, and waits until it has.</summary>
    public async Task<ExitCode> Run(DrainRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.On.Verbosity);
        var stores = new Stores(terminal, request.On, talk);
        await using var cluster = await stores.Connect(cancellation);
        var silo = Find(await MemberSilo.Of(stores.Address, cancellation), request, stores.Address);
        talk.Say($"asking {silo.Name} at {silo.Endpoint} to leave");
        var start = terminal.Time.GetTimestamp();
        var (isAsked, remaining) = (false, await Others(stores.Address, silo, cancellation));
        while (remaining is null && terminal.Time.GetElapsedTime(start) < request.Timeout)
        {
            isAsked = isAsked || await Ask(cluster, silo, request.Timeout - terminal.Time.GetElapsedTime(start), talk, cancellation);
            await Task.Delay(LookEvery, terminal.Time, cancellation);
            remaining = await Others(stores.Address, silo, cancellation);
        }

        var took = terminal.Time.GetElapsedTime(start);
        await terminal.Print(
            request.On.Format,
            new DrainDocument(silo.Name, $"{silo.Endpoint}", remaining is not null, Math.Round(took.TotalSeconds, 3), remaining ?? (await MemberSilo.Of(stores.Address, cancellation)).Length),
            () => remaining is null ? $"{silo.Name} has not left after {Durations.Format(took)}\n" : $"{silo.Name} has left after {Durations.Format(took)}\n");
        return Tell(silo, isAsked, remaining, request, talk);
    }

    /// <summary>The silo that is meant.</summary>
    private static MemberSilo Find(ImmutableArray<MemberSilo> silos, DrainRequest request, StoreAddress store)
    {
        MemberSilo[] found = [.. silos.Where(silo => silo.IsCalled(request.Silo))];
        return found switch
        {
            [var one] => one,
            [] => throw new CommandException(ExitCode.Usage, $"No silo of {store} is called '{request.Silo}'. There are: {Names(silos)}."),
            _ => throw new CommandException(ExitCode.Usage, $"{found.Length} silos of {store} are called '{request.Silo}': {Names(found)}. Give the address of one."),
        };
    }

    private static string Names(IEnumerable<MemberSilo> silos) => string.Join(", ", silos.Select(silo => $"{silo.Name} at {silo.Endpoint}"));

    /// <summary>How many silos there are beside one that has left; null while it has not.</summary>
    private static async Task<int?> Others(StoreAddress store, MemberSilo silo, CancellationToken cancellation)
    {
        var silos = await MemberSilo.Of(store, cancellation);
        return silos.Any(other => other.Address == silo.Address) ? null : silos.Length;
    }

    /// <summary>Asks it; where that is lost on its way, it may be on its way out already.</summary>
    private async Task<bool> Ask(ClusterClient cluster, MemberSilo silo, TimeSpan patience, Talk talk, CancellationToken cancellation)
    {
        try
        {
            await cluster.Grains.GetGrain<IDepartureGrain>(silo.Address).Leave().WaitAsync(patience, terminal.Time, cancellation);
            return true;
        }
        catch (Exception exception) when (ClusterClient.IsLost(exception) && exception is not TokenRefusedException)
        {
            talk.Detail($"{silo.Name} did not answer: {exception.Message}");
            return false;
        }
    }

    private static ExitCode Tell(MemberSilo silo, bool isAsked, int? remaining, DrainRequest request, Talk talk)
    {
        if (remaining is null)
        {
            talk.Warn($"{silo.Name} {(isAsked ? "was asked and is" : "did not answer, and is")} still listed; it may leave yet. To see: {request.On.Line("cluster", "status")}");
            return ExitCode.TimedOut;
        }

        if (remaining == 0)
        {
            talk.Say($"it was the last silo: sweeps that have not ended go on when one starts, by: {request.On.Line("silo", "start")}");
        }

        return ExitCode.Done;
    }
}
