using System.Globalization;
using DiffMH.Engine.Designs;
using DiffMH.Engine.Documents;

namespace DiffMH.Engine.Sweeps;

/// <summary>How much a silo takes at once from whoever submits: the bounds that reading a sweep file keeps, for those who did not read it with this program.</summary>
public static class SweepBounds
{
    /// <summary>The longest resolved document, in characters.</summary>
    public const int MostDocument = 32 << 20;

    /// <summary>The longest id, name or other text of one line.</summary>
    public const int MostLine = 4096;

    /// <summary>The most plugins, and the most data files.</summary>
    public const int MostNamed = 10_000;

    /// <summary>What is wrong with a sweep: what was found, and what would be right; null where nothing is.</summary>
    public static string? ProblemOf(FrozenSweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return !IsName(sweep.Id) ? "its id must be letters, digits, '.', '_' and '-', at most 100 of them"
            : !IsName(sweep.Name) ? "its name must be letters, digits, '.', '_' and '-', at most 100 of them"
            : sweep.Document is null || sweep.Document.Length > MostDocument ? $"its document has {Shown(sweep.Document?.Length ?? 0)} characters; it must be one of at most {Shown(MostDocument)}"
            : sweep.Points.IsDefaultOrEmpty || sweep.Points.Length > Design.MostPoints ? $"it has {Shown(sweep.Points.IsDefault ? 0 : sweep.Points.Length)} points; there must be 1 … {Shown(Design.MostPoints)}"
            : sweep.Plugins.IsDefault || sweep.Plugins.Length > MostNamed ? $"it names too many plugins, or none; there must be at most {Shown(MostNamed)}"
            : !sweep.Data.IsDefault && (sweep.Data.Length > MostNamed || sweep.Data.Any(file => file.Path.Length > MostLine)) ? $"it has {Shown(sweep.Data.Length)} data files; there must be at most {Shown(MostNamed)}, with paths of at most {Shown(MostLine)} characters"
            : sweep.Points.Select((point, place) => ProblemOf(point, place)).FirstOrDefault(problem => problem is not null);
    }

    private static string? ProblemOf(PointSpec point, int place) => point is null || point.Chain is null || point.Estimator is null || point.Objective is null || point.Plugin is null ? $"point {place} lacks a part"
        : point.Index != place ? $"point {place} is numbered {point.Index}"
        : point.Replicates is < 1 or > PointWork.MostReplicates ? $"point {place} has {point.Replicates} replicates; there must be 1 … {Shown(PointWork.MostReplicates)}"
        : point.Chain.Chains is < 1 or > PointWork.MostChains ? $"point {place} has {point.Chain.Chains} chains; there must be 1 … {Shown(PointWork.MostChains)}"
        : point.Chain is { Warmup: < 0 } or { Draws: < 1 } or { Thin: < 1 } ? $"point {place} has a warm-up of {point.Chain.Warmup}, {point.Chain.Draws} draws and every {point.Chain.Thin}th kept; these must be at least 0, 1 and 1"
        : point.Optimizer is { Iterations: < 1 } ? $"point {place} has {point.Optimizer.Iterations} iterations; there must be at least 1"
        : ProblemOf(point.Estimator) is { } unfit ? $"point {place} {unfit}"
        : ProblemOfWork(point) is { } problem ? $"point {place}: {problem}"
        : null;

    private static string? ProblemOf(EstimatorSettings estimator) =>
        estimator.Wrt.IsDefault || estimator.Wrt.Length > EstimatorSettings.MostParameters ? $"has derivatives for {(estimator.Wrt.IsDefault ? "no list of" : Shown(estimator.Wrt.Length))} parameters; there must be at most {Shown(EstimatorSettings.MostParameters)}"
        : estimator.Wrt.Any(name => name is null || name.Length > MostLine) ? $"has derivatives for a parameter without a name, or with one of more than {Shown(MostLine)} characters"
        : estimator.Steps.Count > 0 && estimator.Steps.Count != estimator.Wrt.Length ? $"has {Shown(estimator.Steps.Count)} steps of difference quotients for {Shown(estimator.Wrt.Length)} parameters; there must be one for each, or none"
        : null;

    private static string? ProblemOfWork(PointSpec point)
    {
        var problems = new List<SweepProblem>();
        PointWork.Check(point.Chain, point.Replicates, point.Estimator.Thetas, point.Optimizer?.Iterations ?? 0, problems);
        return problems.FirstOrDefault()?.Message;
    }

    private static bool IsName(string? text) => text is { Length: > 0 and <= 100 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    private static string Shown(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
