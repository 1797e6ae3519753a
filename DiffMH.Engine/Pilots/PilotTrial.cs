using System.Globalization;
using DiffMH.Engine.Statistics;

namespace DiffMH.Engine.Pilots;

/// <summary>Judges candidates of one point by each other.</summary>
/// <remarks>
/// Bias is tested on the differences of two candidates' estimates chain by chain: the primal chains are the same, so that what both owe to them
/// cancels, and chains are independent, so that the scatter of the differences is their standard error whatever the dependence of the two. The
/// largest of m such t, as deviates of the normal distribution, may be √(9 + 2 log m): the tail of the normal distribution is there at most
/// 1/m of that beyond 3, because exp(−z²/2) is 1/m of it and Mills' ratio falls, so that all fair candidates together are disqualified no
/// more often than a single one at three standard errors. For Gaussian estimates that is once in 370 pilots, for skewed ones more often; with
/// fewer than <see cref="FewestChains"/> common chains, as of those dropped early, nothing is said.
/// </remarks>
internal sealed class PilotTrial
{
    /// <summary>Chains without which there is no verdict: estimates are skew, and their t from fewer is not Student's.</summary>
    public const int FewestChains = 64;

    private const double Limit = 3;

    private readonly int[] parameters;
    private readonly HashSet<PilotRun> competitors;
    private readonly PilotRun? reference;

    /// <summary>A trial.</summary>
    /// <param name="runs">All candidates.</param>
    public PilotTrial(IReadOnlyCollection<PilotRun> runs)
    {
        var samples = runs.Select(run => run.Sample).OfType<PilotSample>().ToList();
        parameters = samples.Count == 0 ? [] : [.. Enumerable.Range(0, samples[0].Names.Length).Where(parameter => samples.Any(sample => sample.Scatters(parameter)))];
        competitors = parameters.Length == 0 ? [] : [.. runs.Where(run => run.Sample is { } sample && parameters.All(sample.Scatters))];
        reference = competitors.Where(run => run.Candidate.IsUnbiased)
            .OrderBy(run => run.Candidate.Doubt is not null).ThenByDescending(run => run.Replicates).ThenBy(run => Product(run, other => other.EvaluationsPerChain)).ThenBy(run => run.Candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    /// <summary>The candidate's row, its ratio left out.</summary>
    public LeaderboardRow Judge(PilotRun run)
    {
        if (run.Sample is not { } sample)
        {
            return new(run, Standing.Failed, run.Failure ?? "did not run", [], Interval.Unknown, Interval.Unknown, double.NaN);
        }

        var bias = Bias(run);
        var product = Competes(run) ? sample.LogVariance(parameters) : null;
        var (standing, reason) = Verdict(run, bias);
        return new(
            run,
            standing,
            reason,
            sample.Gradient,
            product?.Times(run.EvaluationsPerChain) ?? Interval.Unknown,
            product?.Times(run.SecondsPerChain) ?? Interval.Unknown,
            bias)
        {
            IsReference = run == reference,
        };
    }

    /// <summary>Variance × cost; +∞ of a candidate that does not scatter or could not be run.</summary>
    public double Product(PilotRun run, Func<PilotRun, double> cost) => Competes(run) ? Math.Exp(run.Sample!.LogVariance(parameters).Value) * cost(run) : double.PositiveInfinity;

    /// <summary>One product over another, from the chains that both have.</summary>
    public Interval Ratio(PilotRun run, PilotRun other, Func<PilotRun, double> cost)
    {
        if (!Competes(run) || !Competes(other))
        {
            return Interval.Unknown;
        }

        var (mine, others) = Paired(run.Sample!, other.Sample!);
        return mine.LogVariance(parameters).Over(others.LogVariance(parameters)).Times(cost(run) / cost(other));
    }

    private static (PilotSample Mine, PilotSample Others) Paired(PilotSample mine, PilotSample others)
    {
        var common = Math.Min(mine.Chains, others.Chains);
        return (mine.First(common), others.First(common));
    }

    /// <summary>Whether there is a variance in every parameter in which any candidate has one.</summary>
    private bool Competes(PilotRun run) => competitors.Contains(run);

    private (Standing Standing, string? Reason) Verdict(PilotRun run, double bias)
    {
        var sample = run.Sample!;
        if (!Competes(run))
        {
            return Stillness(sample);
        }

        if (IsJudged(run) && Math.Abs(StudentT.Normal(bias, Common(run) - 1)) > Allowed)
        {
            return (Standing.Disqualified, string.Create(CultureInfo.InvariantCulture, $"differs from {reference!.Candidate.Name} by {bias:F1} standard errors; of {Comparisons} comparisons the largest may be {Allowed:F1}"));
        }

        return run.Candidate.Doubt is { } doubt ? (Standing.Doubtful, doubt) : (Standing.Ranked, null);
    }

    private (Standing Standing, string Reason) Stillness(PilotSample sample)
    {
        var still = parameters.Length == 0 ? sample.Names : [.. parameters.Where(parameter => !sample.Scatters(parameter)).Select(parameter => sample.Names[parameter])];
        var found = string.Create(CultureInfo.InvariantCulture, $"has no scatter in {string.Join(", ", still)} in {sample.Chains} chains");
        return parameters.Length == 0 ? (Standing.Disqualified, $"{found}, as all do: the objective does not depend on it, or chains are too short")
            : sample.Chains < FewestChains ? (Standing.Undecided, $"{found}, where others scatter: dropped before there were {FewestChains}, from which on that says something")
            : (Standing.Disqualified, $"{found}, where others scatter: it sees nothing of what moves there");
    }

    /// <summary>Whether there are chains enough to say that it differs from the reference.</summary>
    private bool IsJudged(PilotRun run) => run != reference && Common(run) >= FewestChains;

    private int Comparisons => Math.Max(1, competitors.Count(IsJudged) * parameters.Length);

    private double Allowed => Math.Sqrt((Limit * Limit) + (2 * Math.Log(Comparisons)));

    private int Common(PilotRun run) => Math.Min(run.Sample!.Chains, reference?.Sample!.Chains ?? int.MaxValue);

    /// <summary>t of the differences from the reference, where it is largest; 0 where the two never differ, NaN where there is nothing to compare.</summary>
    private double Bias(PilotRun run)
    {
        if (reference is null || run == reference || parameters.Length == 0)
        {
            return double.NaN;
        }

        var (mine, others) = Paired(run.Sample!, reference.Sample!);
        return parameters.Select(parameter => StudentOf([.. mine.Values[parameter].Zip(others.Values[parameter], (a, b) => a - b)])).MaxBy(Math.Abs);
    }

    private static double StudentOf(double[] differences)
    {
        var mean = differences.Average();
        var squares = differences.Sum(difference => (difference - mean) * (difference - mean));
        return mean == 0 ? 0 : mean / Math.Sqrt(squares / ((differences.Length - 1.0) * differences.Length));
    }
}
