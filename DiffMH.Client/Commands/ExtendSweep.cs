using System.Text.Json.Nodes;
using DiffMH.Client.Compares;
using DiffMH.Client.Inputs;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Client.Sources;
using DiffMH.Client.Verification;
using DiffMH.Engine.Sweeps;
using DiffMH.Silo.Hosting;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>extend</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class ExtendSweep(Terminal terminal)
{
    /// <summary>Submits the larger sweep.</summary>
    public async Task<ExitCode> Run(ExtendRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.Of.On.Verbosity);
        var stores = new Stores(terminal, request.Of.On, talk);
        var cluster = await stores.Connect(cancellation);
        var reconnection = stores.Reconnection(cancellation);
        await using var source = new ClusterSource(cluster.Grains, cluster, reconnection);
        var found = await SweepFinder.Find(source, request.Of.Sweep, $"{stores.Address}");
        var older = await source.Frozen(found.Id) ?? throw new InvalidOperationException($"The sweep {found.Id} is listed and not there.");
        var sweep = request.File is { } file ? await Load(file, request, cluster, talk, cancellation) : await Larger(older, request, source);
        Require(sweep, older);

        var shared = SharedPoints.Of(sweep, older).Count(point => point is not null);
        if (shared == 0)
        {
            throw new CommandException(ExitCode.Usage, $"Nothing of {older.Name} ({older.Id}) can be taken over: but for more points and replicates a larger sweep is the same, and this one has another seed, model, chain, estimator or optimizer. To run it by itself: submit.");
        }

        var status = await reconnection.Ask(() => cluster.Grains.GetGrain<ISweepDirectoryGrain>(0).Extend(sweep, older.Id, new RunOptions(LanesPerBatch: null)));
        talk.Say($"submitted {sweep.Name} ({sweep.Id}): {sweep.Points.Length} points, of which {shared} are those of {older.Name} ({older.Id}) and go on from there");
        talk.Say($"to follow it: {request.Of.On.Line("watch", sweep.Id)}");
        await terminal.Print(request.Of.On.Format, new ExtendDocument(SweepStatusSummary.Of(status), older.Id, shared), () => $"{sweep.Id}\n");
        return ExitCode.Done;
    }

    private async Task<FrozenSweep> Load(string file, ExtendRequest request, ClusterClient cluster, Talk talk, CancellationToken cancellation)
    {
        var input = SweepInput.Load(file, request.Overrides, request.Plugins, UserPilots.Of(talk, cancellation));
        RequiredCertificates.Check(input, terminal);
        await DataTransfer.Send(cluster.Grains, input.Data.Values);
        return input.Sweep;
    }

    /// <summary>The same sweep with more replicates, frozen against the plugins and files that it is pinned to; what pilots chose for it stays chosen.</summary>
    private static async Task<FrozenSweep> Larger(FrozenSweep older, ExtendRequest request, ISweepSource source)
    {
        var catalogue = await SweepCode.Of(source, older, request.Plugins);
        var document = JsonNode.Parse(older.Document)!.AsObject();
        document["replicates"]!["count"] = request.Replicates;
        if (ReplayRecord.HasChoices(older))
        {
            PilotChoices.Write(document, older);
        }

        var frozen = SweepFreezer.Freeze(document, catalogue);
        return frozen.Sweep is { } sweep
            ? sweep with { Data = older.Data }
            : throw new CommandException(ExitCode.InvalidSweep, $"{older.Name} with {request.Replicates} replicates cannot be run:\n{string.Join('\n', frozen.Problems.Select(problem => problem.Message))}");
    }

    /// <summary>Whether the one holds the other.</summary>
    private static void Require(FrozenSweep sweep, FrozenSweep older)
    {
        if (sweep.Id == older.Id)
        {
            throw new CommandException(ExitCode.Usage, $"{sweep.Name} ({sweep.Id}) is the same sweep: there is nothing to add.");
        }

        var points = sweep.Points.ToDictionary(point => point.Identity, StringComparer.Ordinal);
        foreach (var point in older.Points)
        {
            if (!points.TryGetValue(point.Identity, out var here))
            {
                throw new CommandException(ExitCode.Usage, $"Point {point.Index} of {older.Name} ({older.Id}), {point.Settings}, is not among those of {sweep.Name}. A larger sweep has all points of the smaller one, and axes of the same names.");
            }

            if (here.Replicates < point.Replicates)
            {
                throw new CommandException(ExitCode.Usage, $"{older.Name} ({older.Id}) has {point.Replicates} replicates, more than {here.Replicates}. A larger sweep has at least as many.");
            }
        }
    }
}
