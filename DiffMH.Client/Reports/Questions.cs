using System.Globalization;
using System.Text.Json;

namespace DiffMH.Client.Reports;

/// <summary>What a sweep asks, as pairs of a subject and a line of text, with what varies over its points.</summary>
public static class Questions
{
    /// <summary>The pairs in the order in which one would tell them.</summary>
    public static IEnumerable<(string Subject, string Text)> Of(FrozenSweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        yield return ("objective", Over(sweep, point => $"{point.Objective.Goal.ToString().ToLowerInvariant()} {point.Objective.Name}"));
        yield return ("with respect to", Over(sweep, point => string.Join(", ", point.Estimator.Wrt)));
        yield return ("model", Over(sweep, point => $"{point.Plugin.Id}/{point.Model} {point.ModelSettings}"));
        yield return ("proposal", Over(sweep, point => point.ProposalSettings is "{}" or "" ? point.Proposal : $"{point.Proposal} {point.ProposalSettings}"));
        yield return ("coupling", Over(sweep, point => point.Coupling));
        yield return ("estimator", Over(sweep, point => Estimator(point.Estimator)));
        yield return ("chains", Over(sweep, point => Chain(point.Chain)));
        yield return ("optimizer", Over(sweep, point => point.Optimizer is { } optimizer ? Optimizer(optimizer) : "none: value and gradient where given"));
        yield return ("replicates", Over(sweep, point => $"{point.Replicates}"));
        yield return ("points", $"{sweep.Points.Length}");
        yield return ("seed", $"{sweep.Points[0].Seed}");
    }

    private static string Over(FrozenSweep sweep, Func<PointSpec, string> fact)
    {
        const int shown = 8;
        var facts = sweep.Points.Select(fact).Distinct().ToArray();
        var text = string.Join("; ", facts.Take(shown));
        return facts.Length > shown ? $"{text}; … ({facts.Length} in all)" : text;
    }

    private static string Estimator(EstimatorSettings estimator) =>
        $"{Name(estimator.Method)}, scheme {Name(estimator.Scheme)}, pruning {Name(estimator.Pruning)}, {estimator.Alternatives} alternative{(estimator.Alternatives == 1 ? "" : "s")}";

    private static string Chain(ChainSettings chain) =>
        $"{chain.Chains} for each replicate, {chain.Warmup} warm-up and {chain.Draws} draws, thin {chain.Thin}, start {chain.Start}";

    private static string Optimizer(OptimizerSettings optimizer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(optimizer.Method)}, learning rate {optimizer.LearningRate}, {optimizer.Iterations} iterations, average of the last {optimizer.TailAverage}");

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
