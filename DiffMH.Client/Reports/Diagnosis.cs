using System.Globalization;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;

namespace DiffMH.Client.Reports;

/// <summary>Reads the diagnostics of a point: what looks wrong, and what one can do about it.</summary>
/// <remarks>
/// Limits for r_hat_split and ess: Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, arXiv:1903.08008. The others are rules of
/// thumb of ours, and say only that a reader should look.
/// </remarks>
public static class Diagnosis
{
    private const double MostRHat = 1.01;
    private const double LeastEss = 400;
    private const double MostUnrecoupled = 0.1;
    private const double LeastAcceptance = 0.01;
    private const double FarFromZero = 4;

    /// <summary>Remarks on a point, none where nothing is conspicuous.</summary>
    /// <param name="point">What came out.</param>
    /// <param name="mode">What was asked for.</param>
    public static IEnumerable<string> Of(PointSummary point, SweepMode mode)
    {
        ArgumentNullException.ThrowIfNull(point);
        return [.. OfErrors(point), .. OfChains(point.Diagnostics), .. mode == SweepMode.Optimize ? OfOptimum(point) : []];
    }

    private static IEnumerable<string> OfErrors(PointSummary point)
    {
        if (point.Objective is { } objective && double.IsNaN(objective.Mcse))
        {
            yield return "There are no standard errors: one group of chains and one replicate cannot give any. Raise chain.chains or replicates.count.";
        }
    }

    private static IEnumerable<string> OfChains(DiagnosticsSummary? diagnostics)
    {
        if (diagnostics is null)
        {
            yield break;
        }

        foreach (var (name, value) in diagnostics.RHatSplit.Where(pair => pair.Value > MostRHat))
        {
            yield return Invariant($"{name}: r_hat_split is {value:F3}, above {MostRHat}: the chains have not forgotten where they began. Raise chain.warmup or chain.draws, or try another proposal.");
        }

        foreach (var (name, value) in diagnostics.Ess.Where(pair => pair.Value < LeastEss))
        {
            yield return Invariant($"{name}: effective sample size is {value:F0}, below {LeastEss}: its errors are themselves uncertain. Raise chain.draws or chain.chains.");
        }

        if (diagnostics.UnrecoupledFraction > MostUnrecoupled)
        {
            yield return Invariant($"{diagnostics.UnrecoupledFraction:P0} of the alternatives never met their chain again: the gradient is noisier than it need be. Try a coupling that meets sooner, or more estimator.alternatives.");
        }

        if (diagnostics.Acceptance < LeastAcceptance)
        {
            yield return Invariant($"Only {diagnostics.Acceptance:P2} of the proposals were accepted: the chains hardly move. Try a proposal with smaller steps.");
        }
    }

    private static IEnumerable<string> OfOptimum(PointSummary point) =>
        from part in point.Gradient
        let distance = Math.Abs(part.Value.Value) / part.Value.Mcse
        where distance > FarFromZero
        select Invariant($"The gradient with respect to {part.Key} at the result is {ValueWithError.Format(part.Value.Value, part.Value.Mcse)}, {distance:F0} standard errors from zero: at a bound, or not there yet. Raise optimizer.iterations or optimizer.learning_rate, or widen optimizer.bounds.");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
