using System.Globalization;
using DiffMH.Client.Formatting;
using DiffMH.Client.Results.Document;
using DiffMH.Engine.Statistics;

namespace DiffMH.Client.Reports;

/// <summary>Reads the numbers of a point: what looks wrong, and what one can do about it.</summary>
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
    private const double MostShare = 0.5;

    /// <summary>Beyond which standard normal deviate a number is told from zero: once in 370 where nothing is wrong.</summary>
    private const double FarFromZero = 3;

    /// <summary>Remarks on the result of a point, none where nothing is conspicuous.</summary>
    public static IEnumerable<Remark> Of(PointSummary point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return
        [
            .. OfFailure(point.State, point.Failure?.Kind, point.Failure?.Message),
            .. OfErrors(point.Objective?.Mcse),
            .. OfChains(point.Diagnostics),
            .. OfConvergence(point),
            .. point.StoppedBy is not null ? OfOptimum(point) : [],   // in gradient mode nothing stops: the gradient is the answer there
        ];
    }

    /// <summary>Remarks on the last iteration of a point that may still be at work.</summary>
    public static IEnumerable<Remark> Of(PointStatus point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return
        [
            .. OfFailure(point.State, point.Failure?.Kind, point.Failure?.Message),
            .. OfErrors(point.Objective?.Error),
            .. OfChains(point.Diagnostics is { } diagnostics ? DiagnosticsSummary.From(diagnostics) : null),
        ];
    }

    /// <summary>A remark on what a point's settings make doubtful, which holds before anything has run.</summary>
    /// <param name="doubt">What is doubtful, with the remedy; null for nothing.</param>
    public static IEnumerable<Remark> OfDoubt(string? doubt) => doubt is null ? [] : [new(RemarkKind.Doubtful, doubt, Remedy: "", Badness: 0)];

    private static IEnumerable<Remark> OfFailure(RunState state, string? kind, string? message)
    {
        if (message is not null && state == RunState.Lost)
        {
            yield return new(RemarkKind.Failed, $"given up: {message.TrimEnd('.')} ({kind})", "Calls to it failed again and again, by no fault of the model; diffmh retry goes on from its last commit.", Badness: 1);
        }
        else if (message is not null)
        {
            var what = state == RunState.Failed ? "failed" : "lost replicates";
            yield return new(
                RemarkKind.Failed,
                $"{what}: {message.TrimEnd('.')} ({kind})",
                "The model's own code or its settings are at fault there; the other points do not suffer.",
                state == RunState.Failed ? 1 : 0);
        }
    }

    private static IEnumerable<Remark> OfErrors(double? error)
    {
        if (error is { } number && double.IsNaN(number))
        {
            yield return new(
                RemarkKind.NoErrors,
                "There are no standard errors: one group of chains and one replicate cannot give any",
                "Raise chain.chains or replicates.count.",
                0);
        }
    }

    private static IEnumerable<Remark> OfChains(DiagnosticsSummary? diagnostics)
    {
        if (diagnostics is null)
        {
            yield break;
        }

        if (diagnostics.Acceptance < LeastAcceptance)
        {
            yield return new(
                RemarkKind.Stuck,
                Invariant($"Only {Percent.Of(diagnostics.Acceptance, 2)} of the proposals were accepted: the chains hardly move"),
                "Try a proposal with smaller steps.",
                -diagnostics.Acceptance);
        }

        foreach (var (name, value) in diagnostics.RHatSplit.Where(pair => pair.Value > MostRHat))
        {
            yield return new(
                RemarkKind.Unmixed,
                Invariant($"{name}: r_hat_split is {value:F3}, above {MostRHat}: the chains have not forgotten where they began"),
                "Raise chain.warmup or chain.draws, or try another proposal.",
                value);
        }

        foreach (var (name, value) in diagnostics.Ess.Where(pair => pair.Value < LeastEss))
        {
            yield return new(
                RemarkKind.FewSamples,
                Invariant($"{name}: effective sample size is {value:F0} or less, below {LeastEss}: its errors are themselves uncertain"),
                "Raise chain.draws or chain.chains.",
                -value);
        }

        if (diagnostics.UnrecoupledFraction > MostUnrecoupled)
        {
            yield return new(
                RemarkKind.Unrecoupled,
                Invariant($"{Percent.Of(diagnostics.UnrecoupledFraction, 0)} of the alternatives never met their chain again: the gradient is noisier than it need be"),
                "Try a coupling that meets sooner, or more estimator.alternatives.",
                diagnostics.UnrecoupledFraction);
        }

        if (diagnostics.LargestShare > MostShare)
        {
            yield return new(
                RemarkKind.HeavyTails,
                Invariant($"One group of chains makes {diagnostics.LargestShare:P0} of the gradient's scatter: its tails are heavy, and its standard error may be too small by far"),
                "Try a coupling that meets sooner, scheme symmetric, more estimator.alternatives, or method covariance; more replicates.count shows how often it happens.",
                diagnostics.LargestShare.Value);
        }
    }

    /// <summary>
    /// A drift is told where it can be told from noise and matters: an average over a tail that moved by D is some D/2 away from the end,
    /// which a reader would otherwise look for in the standard error.
    /// </summary>
    private static IEnumerable<Remark> OfConvergence(PointSummary point) =>
        from part in point.Convergence?.Drift ?? []
        let errors = Math.Abs(part.Value.Value) / part.Value.Mcse
        let distance = Deviate(errors, point.Replicates)
        where distance > FarFromZero && point.Parameters.TryGetValue(part.Key, out var parameter) && Math.Abs(part.Value.Value) / 2 > parameter.Mcse
        select new Remark(
            RemarkKind.Drifting,
            Invariant($"{part.Key} moved by {ValueWithError.Format(part.Value.Value, part.Value.Mcse)} over the iterations that are averaged, {errors:F0} standard errors: it had not settled"),
            "Raise optimizer.iterations, or lower optimizer.tail_average.",
            distance);

    private static IEnumerable<Remark> OfOptimum(PointSummary point) =>
        from part in point.Gradient
        let errors = Math.Abs(part.Value.Value) / part.Value.Mcse
        let distance = Deviate(errors, point.Replicates)
        where distance > FarFromZero
        select new Remark(
            RemarkKind.GradientLeft,
            Invariant($"The gradient with respect to {part.Key} at the result is {ValueWithError.Format(part.Value.Value, part.Value.Mcse)}, {errors:F0} standard errors from zero: at a bound, or not there yet"),
            "Raise optimizer.iterations or optimizer.learning_rate, or widen optimizer.bounds.",
            distance);

    /// <summary>The normal deviate that is as rare as so many standard errors from replicates: four of them happen once in six with two replicates where nothing is wrong.</summary>
    private static double Deviate(double errors, int replicates) =>
        replicates > 1 ? StudentT.Normal(errors, replicates - 1) : errors;   // the error of one is from its groups of chains, of which there are 16 by default

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
