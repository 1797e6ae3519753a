using System.Globalization;
using DiffMH.Client.Formatting;
using DiffMH.Engine.Pilots;

namespace DiffMH.Client.Compares;

/// <summary>Runs a pilot round by round and measures how long each candidate takes.</summary>
/// <remarks>
/// On one thread, one candidate after the other, so that none slows another down. What a candidate takes is measured in time of the processor,
/// which other programs change less than that of the clock. Time decides how many rounds there are, and ranks; never what a round computes.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="budget">No round is begun that would end later, but the first, which may take a few times as long.</param>
internal sealed class PilotClock(TimeProvider time, TimeSpan budget)
{
    /// <summary>Variances of Gaussian estimates are known to 4 per cent from so many chains; to know them better helps nobody to choose.</summary>
    private const int EnoughChains = 1024;

    /// <summary>So many times its budget the first round may take: without it there is nothing to show.</summary>
    private const int Patience = 5;

    /// <summary>Runs as many rounds as fit.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="CommandException">The first round takes much longer than the budget.</exception>
    public void Run(Pilot pilot, Talk talk, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var limit = new Interruptible(() => pilot.Rounds == 0 && time.GetElapsedTime(start) > Patience * budget, cancellation);
        TimeSpan next;   // when the next round would end, if its chains take as long as those before
        do
        {
            var begin = time.GetElapsedTime(start);
            var (candidates, chains, work) = (pilot.Running.Length, pilot.Replicates * PilotRun.ChainsPerReplicate, pilot.Running.Length * pilot.NewChains);
            foreach (var run in pilot.Running)
            {
                Time(pilot, run, limit, cancellation);
            }

            pilot.EndRound();
            var end = time.GetElapsedTime(start);
            talk.Say(string.Create(CultureInfo.InvariantCulture, $"round {pilot.Rounds}: {candidates} candidates to {chains} chains each, {end.TotalSeconds:F1} s"));
            next = end + ((end - begin) * pilot.Running.Length * pilot.NewChains / work);
        }
        while (!pilot.Running.IsEmpty && next <= budget && !(pilot.IsSettled && pilot.Running[0].Replicates * PilotRun.ChainsPerReplicate >= EnoughChains));
    }

    private void Time(Pilot pilot, PilotRun run, IWorkLimit limit, CancellationToken cancellation)
    {
        var before = Environment.CpuUsage.TotalTime;
        try
        {
            pilot.Advance(run, limit);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"{Durations.Format(Patience * budget)} were not enough for 8 chains of each of {pilot.Runs.Length} candidates. Compare them on a smaller model or shorter chains, as with --set chain.draws=100, or give them more time with --seconds.");
        }

        run.Took((Environment.CpuUsage.TotalTime - before).TotalSeconds, pilot.NewChains);
    }
}
