using System.Collections.Immutable;

namespace DiffMH.Engine.Pilots;

/// <summary>Orders candidates by variance × cost, and says which of them do not compete and why.</summary>
/// <remarks>
/// First those with most chains, which came furthest in the pilot, by the product; then those that were dropped on the way; then those of infinite variance, the
/// disqualified and the failed. Intervals hold for a candidate by itself: of two hundred some are the best by luck, which is what
/// more chains for the better half are for.
/// </remarks>
public static class Leaderboard
{
    /// <summary>By counted evaluations: follows from the seed.</summary>
    public static ImmutableArray<LeaderboardRow> ByEvaluations(IReadOnlyCollection<PilotRun> runs) => Of(runs, run => run.EvaluationsPerChain);

    /// <summary>By measured seconds: not the same twice.</summary>
    public static ImmutableArray<LeaderboardRow> BySeconds(IReadOnlyCollection<PilotRun> runs) => Of(runs, run => run.SecondsPerChain);

    private static ImmutableArray<LeaderboardRow> Of(IReadOnlyCollection<PilotRun> runs, Func<PilotRun, double> cost)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var trial = new PilotTrial(runs);
        var rows = runs.Select(trial.Judge).ToList();
        ImmutableArray<LeaderboardRow> ordered = [.. rows.OrderBy(row => row.Standing).ThenByDescending(row => row.Run.Replicates).ThenBy(row => trial.Product(row.Run, cost)).ThenBy(row => row.Candidate.Name, StringComparer.Ordinal)];
        return ordered is [{ Standing: Standing.Ranked } first, ..] ? [.. ordered.Select(row => row with { Ratio = trial.Ratio(row.Run, first.Run, cost) })] : ordered;
    }
}
