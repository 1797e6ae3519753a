using System.Globalization;
using System.Text.Json.Nodes;

using DiffMH.Client.Formatting;
using DiffMH.Engine.Documents;

namespace DiffMH.Client.Reports;

/// <summary>What a sweep asks, as pairs of a subject and a line of text; where points differ, the values stand side by side.</summary>
internal static class Questions
{
    private const int Shown = 6;
    private const string None = "none";

    /// <summary>The pairs in the order in which one would tell them.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="density">The density of a point's model in one line; null where it is not known.</param>
    public static IEnumerable<(string Subject, string Text)> Of(FrozenSweep sweep, Func<PointSpec, string?> density)
    {
        yield return ("objective", Over(sweep, point => $"{point.Objective.Goal.ToString().ToLowerInvariant()} {Objective(point.Objective)}"));
        yield return ("with respect to", Over(sweep, point => string.Join(", ", point.Estimator.Wrt)));
        yield return ("model", $"{Over(sweep, point => point.Model)} of {Over(sweep, point => point.Plugin.Id)}: {Settings(sweep, point => point.ModelSettings)}");
        if (sweep.Points.Select(density).OfType<string>().Any())
        {
            yield return ("density", Over(sweep, point => density(point) ?? "?"));
        }

        yield return ("proposal", $"{Over(sweep, point => point.Proposal)} {Settings(sweep, point => point.ProposalSettings)}".TrimEnd());
        if (sweep.Points.Any(FollowsAlternatives))
        {
            yield return ("coupling", Over(sweep.Points.Where(FollowsAlternatives), Coupling));
        }

        yield return ("estimator", Estimator(sweep));
        if (!sweep.Kernels.IsDefaultOrEmpty)
        {
            yield return ("kernel", string.Join("; ", sweep.Kernels.Select(use => Kernel(use, sweep))));
        }

        yield return ("chains", Chains(sweep));
        yield return ("optimizer", sweep.Points.All(point => point.Optimizer is null) ? "none: value and gradient at the given parameters" : Optimizer(sweep));
        if (sweep.Points[0].Stop is not null)
        {
            yield return ("stop", string.Join("; ", Stops(sweep)));
        }

        yield return ("replicates", Over(sweep, point => point.Replicates));
        yield return ("points", $"{sweep.Points.Length}");
        yield return ("seed", Over(sweep, point => point.Seed));
    }

    private static bool FollowsAlternatives(PointSpec point) => point.Estimator.Method == EstimatorMethod.Dmh;

    private static string Objective(ObjectiveSettings objective) =>
        objective.Expression is { } expression && expression != objective.Name ? $"{objective.Name} = {expression}" : objective.Name;

    private static string Coupling(PointSpec point) => point.CouplingStrength is { } strength
        ? string.Create(CultureInfo.InvariantCulture, $"{point.Coupling} at strength {strength}")
        : point.Coupling;

    private static string Estimator(FrozenSweep sweep)
    {
        var methods = Over(sweep, Method);
        var following = sweep.Points.Where(FollowsAlternatives).Select(point => point.Estimator).ToArray();
        return following.Length == 0
            ? methods
            : $"{methods}, scheme {Over(following, estimator => $"{Word.Of(estimator.Scheme)}{ByPilot(estimator, ChosenSettings.Scheme)}")}, "
                + $"pruning {Over(following, estimator => Word.Of(estimator.Pruning))}, alternatives {Over(following, estimator => $"{estimator.Alternatives}{ByPilot(estimator, ChosenSettings.Alternatives)}")}"
                + (following.Any(estimator => estimator.Control != ControlVariate.None) ? $", control {Over(following, estimator => Word.Of(estimator.Control))}" : "");
    }

    private static string Kernel(KernelUse use, FrozenSweep sweep)
    {
        var where = use.Points == sweep.Points.Length ? "" : $" for {use.Points} points of {use.Model}";
        return $"{use.Kernel}{where}{(use.Because is { } why ? $", as {why}" : "")}";
    }

    private static string ByPilot(EstimatorSettings estimator, ChosenSettings setting) => estimator.Chosen.HasFlag(setting) ? " (auto)" : "";

    private static string Method(PointSpec point) => point.Estimator.Steps.Count == 0
        ? Word.Of(point.Estimator.Method)
        : $"{Word.Of(point.Estimator.Method)} with steps of {string.Join(", ", point.Estimator.Wrt.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{name} {point.Estimator.Steps[i]}")))}";

    private static string Chains(FrozenSweep sweep) =>
        $"{Over(sweep, point => point.Chain.Chains)} per replicate, warm-up {Over(sweep, point => point.Chain.Warmup)}, draws {Over(sweep, point => point.Chain.Draws)}, "
        + $"thin {Over(sweep, point => point.Chain.Thin)}, start {Over(sweep, point => point.Chain.Start)}";

    private static string Optimizer(FrozenSweep sweep) =>
        $"{Over(sweep, point => Word.Of(point.Optimizer?.Method ?? default))}, learning rate {Over(sweep, point => point.Optimizer?.LearningRate)}, "
        + $"schedule {Over(sweep, Schedule)}, iterations {Over(sweep, point => point.Optimizer?.Iterations)}, tail average {Over(sweep, point => point.Optimizer?.TailAverage)}"
        + $"{Where(sweep, Transforms, "in the coordinates")}{Where(sweep, Clip, "gradients shortened to a norm of")}";

    /// <summary>A fact of the optimiser that is told only where a point has it.</summary>
    private static string Where(FrozenSweep sweep, Func<PointSpec, string> fact, string what) =>
        sweep.Points.Any(point => fact(point) != None) ? $", {what} {Over(sweep, fact)}" : "";

    private static string Transforms(PointSpec point) => point.Optimizer is { Transforms.IsDefaultOrEmpty: false } optimizer
        ? string.Join(", ", point.Estimator.Wrt.Zip(optimizer.Transforms).Where(pair => pair.Second != ParameterTransform.None).Select(pair => $"{Word.Of(pair.Second)} {pair.First}"))
        : None;

    private static string Clip(PointSpec point) => point.Optimizer?.Clip is { } clip ? string.Create(CultureInfo.InvariantCulture, $"{clip}") : None;

    private static string Schedule(PointSpec point) => point.Optimizer is { Schedule: LearningSchedule.Cosine, FinalRate: > 0 } optimizer
        ? string.Create(CultureInfo.InvariantCulture, $"{Word.Of(optimizer.Schedule)} to {optimizer.FinalRate}")
        : Word.Of(point.Optimizer?.Schedule ?? default);

    /// <summary>The rules are the same for all points; their numbers may differ.</summary>
    private static IEnumerable<string> Stops(FrozenSweep sweep)
    {
        var first = sweep.Points[0].Stop!;
        if (first.Iterations is not null)
        {
            yield return $"after {Over(sweep, point => point.Stop?.Iterations)} iterations";
        }

        if (first.WallTime is { } time)
        {
            yield return $"after {Durations.Format(time)} at work";
        }

        if (first.GradientBelowNoise is { } limit)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"gradient within {limit} standard errors of zero");
        }

        if (first.StandardErrors.Count > 0)
        {
            yield return $"standard errors of {Over(sweep, Errors)}";
        }
    }

    private static string Errors(PointSpec point) => string.Join(", ", point.Estimator.Wrt.Select((name, i) => (name, Error: point.Stop!.StandardErrors[i]))
        .Where(wanted => double.IsFinite(wanted.Error))
        .Select(wanted => string.Create(CultureInfo.InvariantCulture, $"{wanted.name} {wanted.Error}")));

    private static string Settings(FrozenSweep sweep, Func<PointSpec, string> json)
    {
        var settings = sweep.Points.Select(json).Distinct().Select(text => JsonNode.Parse(text)!.AsObject()).ToArray();
        var names = settings.SelectMany(mapping => mapping.Select(pair => pair.Key)).Distinct();
        return string.Join(", ", names.Select(name => $"{name} = {Values(settings.Select(mapping => AxisValue.Short(mapping[name])))}"));
    }

    private static string Over<T>(FrozenSweep sweep, Func<PointSpec, T> fact) => Over(sweep.Points, fact);

    private static string Over<TItem, T>(IEnumerable<TItem> items, Func<TItem, T> fact) => Values(items.Select(item => $"{fact(item)}"));

    private static string Values(IEnumerable<string> all)
    {
        var values = all.Distinct().ToArray();
        return string.Join(" | ", values.Take(Shown)) + (values.Length > Shown ? $" | … ({values.Length} in all)" : "");
    }
}
