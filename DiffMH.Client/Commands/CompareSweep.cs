using DiffMH.Client.Compares;
using DiffMH.Client.Formatting;
using DiffMH.Client.Inputs;
using DiffMH.Client.Reports;
using DiffMH.Client.Results;
using DiffMH.Client.Results.Document;
using DiffMH.Engine.Pilots;

namespace DiffMH.Client.Commands;

/// <summary>Carries out <c>compare</c>.</summary>
/// <param name="terminal">Where to write.</param>
internal sealed class CompareSweep(Terminal terminal)
{
    /// <summary>Tries what fits and prints the leaderboard; stores nothing.</summary>
    public async Task<ExitCode> Run(CompareRequest request, CancellationToken cancellation)
    {
        var talk = new Talk(terminal, request.Verbosity);
        talk.Say($"diffmh {Provenance.OfProcess.Diffmh}: comparing estimators for {request.File}");
        var input = SweepInput.Load(request.File, request.Overrides, request.Plugins, pilots: null);
        if (request.Point >= input.Sweep.Points.Length)
        {
            throw new CommandException(ExitCode.Usage, $"--point {request.Point}: {input.Sweep.Name} has {input.Sweep.Points.Length} points; expected 0 to {input.Sweep.Points.Length - 1}");
        }

        var point = input.Sweep.Points[request.Point];
        var pilot = Pilot.Of(input.Plugins.Catalogue, point);
        talk.Say($"{pilot.Runs.Length} candidates, all on the same primal chains{Shortened(point, pilot)}");
        new PilotClock(terminal.Time, TimeSpan.FromSeconds(request.Seconds)).Run(pilot, talk, cancellation);
        if (!pilot.IsSettled)
        {
            talk.Warn($"the comparison is not finished: {pilot.Running.Length} candidates were left when the time was up; --seconds {2 * request.Seconds} takes it further");
        }

        var board = LeaderboardDocument.Of(input.Sweep, point, pilot);
        await terminal.Print(request.Format, board, () => LeaderboardTable.Render(board), writer => LeaderboardRows.Write(writer, board));
        return ExitCode.Done;
    }

    private static string Shortened(PointSpec point, Pilot pilot)
    {
        var runs = pilot.Runs[0].Candidate.Spec.Chain;
        return runs.Steps == point.Chain.Steps
            ? ""
            : $"; chains of {Quantity.Count(runs.Steps)} steps in place of {Quantity.Count(point.Chain.Steps)}, which would take too long";
    }
}
