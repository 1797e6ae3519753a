using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DiffMH.Engine.Pilots;

namespace DiffMH.Client.Results.Document;

/// <summary>The document of <c>compare -o json</c>.</summary>
/// <param name="Sweep">The sweep's name.</param>
/// <param name="Point">The point's index.</param>
/// <param name="Settings">Its axis values by dotted path.</param>
/// <param name="Objective">Whose gradient is estimated.</param>
/// <param name="Seed">The sweep's seed, from which everything but seconds follows.</param>
/// <param name="Rounds">Rounds of the pilot: as many rounds give the same numbers again.</param>
/// <param name="Steps">Steps of each chain, warm-up included.</param>
/// <param name="Settled">Whether the comparison was finished.</param>
/// <param name="Rivals">How many may be better than the first, as far as the chains tell; 0 where it is decided.</param>
/// <param name="Candidates">The candidates in the order of the leaderboard.</param>
public sealed record LeaderboardDocument(
    string Sweep, int Point, JsonObject Settings, string Objective, ulong Seed, int Rounds, long Steps, bool Settled, int Rivals, IReadOnlyList<CandidateSummary> Candidates)
{
    private const double MuchBetter = 0.5;

    /// <summary>The leaderboard of a pilot, by seconds.</summary>
    public static LeaderboardDocument Of(FrozenSweep sweep, PointSpec point, Pilot pilot)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(pilot);
        var board = Leaderboard.BySeconds(pilot.Runs);
        return new(
            sweep.Name,
            point.Index,
            JsonNode.Parse(point.Settings)!.AsObject(),
            point.Objective.Name,
            point.Seed,
            pilot.Rounds,
            pilot.Runs[0].Candidate.Spec.Chain.Steps,
            pilot.IsSettled,
            CountRivals(board, pilot.IsSettled),
            [.. board.Select(CandidateSummary.Of)]);
    }

    /// <summary>
    /// Of those that came as far as the first, the ones whose interval leaves it open who is better. In the end some always do, as their variances
    /// are nearly the same; then it is enough that none of them may be much better.
    /// </summary>
    /// <param name="board">The rows in order.</param>
    /// <param name="isSettled">Whether nobody will be dropped any more.</param>
    internal static int CountRivals(ImmutableArray<LeaderboardRow> board, bool isSettled)
    {
        var open = board.Skip(1).Where(row => row.Standing == Standing.Ranked && row.Run.Replicates == board[0].Run.Replicates && row.Ratio.Lower < 1).ToArray();
        return isSettled && open.All(row => row.Ratio.Lower >= MuchBetter) ? 0 : open.Length;
    }
}
