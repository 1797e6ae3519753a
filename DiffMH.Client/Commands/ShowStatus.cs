using System.Collections.Immutable;
using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Client.Sources;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>status</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class ShowStatus(Terminal terminal)
{
    /// <summary>Above this number of points those at work are shown alone: an answer must come at once.</summary>
    private const int MostPoints = 50;

    /// <summary>Shows how far a sweep is.</summary>
    public async Task<ExitCode> Run(SweepRequest request, CancellationToken cancellation)
    {
        var stores = new Stores(terminal, request.On, new Talk(terminal, request.On.Verbosity));
        await using var source = await stores.Read(cancellation);
        var found = SweepFinder.Find(await source.List(), request.Sweep, $"{stores.Address}");
        var status = await source.Status(found.Id);
        var isSmall = status.Points <= MostPoints;
        var points = isSmall ? await source.Points(found.Id, MostPoints) : status.Running;
        var settings = isSmall && await source.Frozen(found.Id) is { } sweep ? [.. sweep.Points.Select(point => point.Settings)] : ImmutableArray<string>.Empty;
        var document = StatusDocument.Of(status, found.Submitted, points, settings);
        await terminal.Print(request.On.Format, document, () => StatusTable.Render(document, terminal.Time.LocalTimeZone), writer => StatusRows.Write(writer, document));
        return ExitCode.Done;
    }
}
