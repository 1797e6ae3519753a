using System.Collections.Immutable;

namespace DiffMH.Engine.Pilots;

/// <summary>One candidate on a leaderboard.</summary>
/// <param name="Run">The candidate and its chains.</param>
/// <param name="Standing">Whether it competes.</param>
/// <param name="Reason">Why it does not; null where it does.</param>
/// <param name="Gradient">The estimates with their standard errors; empty where there are none.</param>
/// <param name="VarianceEvaluations">Variance of one chain's gradient × evaluations of one chain: follows from the seed. Of several parameters the geometric mean of their variances.</param>
/// <param name="VarianceSeconds">The same with seconds; not known where nobody measured.</param>
/// <param name="Bias">The difference from the best unbiased candidate in its standard errors, by pairs of the same primal chains, of the parameter where it is largest; NaN of that candidate itself and where there is none.</param>
public sealed record LeaderboardRow(
    PilotRun Run, Standing Standing, string? Reason, ImmutableArray<Estimate> Gradient, Interval VarianceEvaluations, Interval VarianceSeconds, double Bias)
{
    /// <summary>The candidate.</summary>
    public PilotCandidate Candidate => Run.Candidate;

    /// <summary>By how much it is worse than the first on the board, in the cost that the board ranks by; its interval is of pairs of the same chains.</summary>
    public Interval Ratio { get; init; } = Interval.Unknown;

    /// <summary>Whether it is the unbiased candidate that the others are compared with.</summary>
    public bool IsReference { get; init; }
}
