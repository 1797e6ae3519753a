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
        var found = await SweepFinder.Find(source, request.Sweep, $"{stores.Address}", request.On, terminal.Time.LocalTimeZone);
        var status = await source.Status(found.Id);
        var isSmall = status.Points <= MostPoints;
        var sweep = isSmall ? await source.Frozen(found.Id) : null;
        var points = sweep is null ? status.Running : await WithNumbers(source, sweep, await source.Points(found.Id, MostPoints));
        ImmutableArray<string> settings = sweep is null ? [] : [.. sweep.Points.Select(point => point.Settings)];
        var document = StatusDocument.Of(status, found.Submitted, points, settings);
        await terminal.Print(request.On.Format, document, () => StatusTable.Render(document, terminal.Time.LocalTimeZone, request.On), writer => StatusRows.Write(writer, document));
        return ExitCode.Done;
    }

    /// <summary>Of points that have ended silos tell that and no more, so that large sweeps are cheap to follow; the numbers are those of their results, as a store tells them.</summary>
    private static async Task<ImmutableArray<PointStatus>> WithNumbers(ISweepSource source, FrozenSweep sweep, ImmutableArray<PointStatus> points)
    {
        if (!points.Any(IsBare))
        {
            return points;
        }

        var results = await source.Results(sweep).ToDictionaryAsync(result => result.Point);
        return [.. points.Select(point => !IsBare(point) || results[point.Point] is not { } result ? point : point with
        {
            Iteration = result.Iterations,
            Iterations = result.Iterations,
            Objective = result.Objective,
            Parameters = result.Parameters,
            Gradient = result.Gradient,
            Failure = result.Failure,
        })];
    }

    private static bool IsBare(PointStatus point) => point.State is RunState.Completed or RunState.Failed && point is { Objective: null, Failure: null };
}
