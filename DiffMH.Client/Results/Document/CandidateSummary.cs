using System.Text.Json.Nodes;
using DiffMH.Engine.Documents;
using DiffMH.Engine.Pilots;

namespace DiffMH.Client.Results.Document;

/// <summary>One candidate of <c>compare</c>.</summary>
/// <param name="Rank">Its place, from 1; null where it does not compete.</param>
/// <param name="Name">All it is, in a line.</param>
/// <param name="Sections">The sections <c>estimator</c> and <c>coupling</c> of a sweep file that has it, the latter only where it follows alternatives.</param>
/// <param name="Method">The estimator.</param>
/// <param name="Coupling">The coupling; null where it follows no alternatives.</param>
/// <param name="Strength">The coupling's strength, from 0 to 1; null where it follows no alternatives.</param>
/// <param name="Scheme">The scheme; null where it follows none.</param>
/// <param name="Pruning">The pruning; null where it follows none.</param>
/// <param name="Alternatives">M; null where it follows none or all.</param>
/// <param name="Standing">Whether it competes.</param>
/// <param name="Reason">Why it does not; null where it does.</param>
/// <param name="Chains">How many chains the numbers come from.</param>
/// <param name="Gradient">The gradient with its standard errors.</param>
/// <param name="VarianceSeconds">Variance of one chain's gradient × seconds of one chain, with an interval of probability 0.95 in which the clock's own noise is not counted; of several parameters the geometric mean.</param>
/// <param name="Ratio">Over the first one's, with an interval from pairs of the same chains.</param>
/// <param name="VarianceEvaluations">The same with counted evaluations of the density: follows from the seed.</param>
/// <param name="EvaluationsPerChain">Evaluations of one chain.</param>
/// <param name="SecondsPerChain">Seconds of one chain.</param>
/// <param name="RecouplingMean">Mean life of recoupled alternatives in steps.</param>
/// <param name="UnrecoupledFraction">Of the alternatives that were not pruned, the share alive at the end.</param>
/// <param name="Bias">The difference from the reference in its standard errors.</param>
/// <param name="IsReference">Whether it is the best unbiased candidate, with which the others are compared.</param>
public sealed record CandidateSummary(
    int? Rank,
    string Name,
    JsonObject Sections,
    string Method,
    string? Coupling,
    double? Strength,
    string? Scheme,
    string? Pruning,
    int? Alternatives,
    Standing Standing,
    string? Reason,
    int Chains,
    IReadOnlyDictionary<string, ValueSummary> Gradient,
    Interval VarianceSeconds,
    Interval Ratio,
    Interval VarianceEvaluations,
    double EvaluationsPerChain,
    double SecondsPerChain,
    double RecouplingMean,
    double UnrecoupledFraction,
    double Bias,
    bool IsReference)
{
    /// <summary>A row of a leaderboard.</summary>
    /// <param name="row">The row.</param>
    /// <param name="index">Where it stands, from 0.</param>
    public static CandidateSummary Of(LeaderboardRow row, int index)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (candidate, sample) = (row.Candidate, row.Run.Sample);
        var follows = candidate.FollowsAlternatives;
        return new(
            row.Standing == Standing.Ranked ? index + 1 : null,
            candidate.Name,
            candidate.Sections(),
            Word.Of(candidate.Estimator.Method),
            follows ? candidate.Spec.Coupling : null,
            follows ? candidate.Spec.CouplingStrength ?? 1 : null,
            follows ? Word.Of(candidate.Estimator.Scheme) : null,
            follows ? Word.Of(candidate.Estimator.Pruning) : null,
            candidate.Alternatives,
            row.Standing,
            row.Reason,
            sample?.Chains ?? 0,
            row.Gradient.ToDictionary(estimate => estimate.Name, estimate => new ValueSummary(estimate.Value, estimate.Error)),
            row.VarianceSeconds,
            row.Ratio,
            row.VarianceEvaluations,
            row.Run.EvaluationsPerChain,
            row.Run.SecondsPerChain,
            sample?.Diagnostics.RecouplingMean ?? double.NaN,
            sample?.Diagnostics.UnrecoupledFraction ?? double.NaN,
            row.Bias,
            row.IsReference);
    }
}
