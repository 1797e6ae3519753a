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
/// <param name="Candidates">The candidates in the order of the leaderboard.</param>
public sealed record LeaderboardDocument(
    string Sweep, int Point, JsonObject Settings, string Objective, ulong Seed, int Rounds, long Steps, bool Settled, IReadOnlyList<CandidateSummary> Candidates)
{
    /// <summary>The leaderboard of a pilot, by seconds.</summary>
    public static LeaderboardDocument Of(FrozenSweep sweep, PointSpec point, Pilot pilot)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(pilot);
        return new(
            sweep.Name,
            point.Index,
            JsonNode.Parse(point.Settings)!.AsObject(),
            point.Objective.Name,
            point.Seed,
            pilot.Rounds,
            pilot.Runs[0].Candidate.Spec.Chain.Steps,
            pilot.IsSettled,
            [.. Leaderboard.BySeconds(pilot.Runs).Select(CandidateSummary.Of)]);
    }
}
