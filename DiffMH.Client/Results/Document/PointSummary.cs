using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DiffMH.Client.Results.Document;

/// <summary>What a point gave.</summary>
/// <param name="Point">Its index.</param>
/// <param name="Settings">Its axis values by dotted path.</param>
/// <param name="State">How far it is.</param>
/// <param name="Replicates">How many replicates the numbers come from.</param>
/// <param name="Parameters">The optimum, or what was given, by parameter.</param>
/// <param name="Moments">The moments there, by observable.</param>
/// <param name="Objective">The objective there; null while there is none.</param>
/// <param name="Gradient">Its gradient there, by parameter.</param>
/// <param name="Diagnostics">How the chains behaved; absent while there is nothing to say.</param>
/// <param name="Failure">Why the point or some of its replicates failed; absent where nothing did.</param>
/// <param name="Iterations">Iterations done; 1 for the one evaluation of gradient mode.</param>
/// <param name="StoppedBy">What ended them; absent where nothing has, and in gradient mode.</param>
/// <param name="Convergence">What still moved while the result was averaged; absent in gradient mode and while a point is unfinished.</param>
/// <param name="Components">What there is to say of the gradient in the components of lists; absent where each parameter stands in <paramref name="Gradient"/>.</param>
public sealed record PointSummary(
    int Point,
    JsonObject Settings,
    RunState State,
    int Replicates,
    OrderedDictionary<string, ValueSummary> Parameters,
    OrderedDictionary<string, ValueSummary> Moments,
    ObjectiveSummary? Objective,
    OrderedDictionary<string, SpreadSummary> Gradient,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DiagnosticsSummary? Diagnostics = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FailureSummary? Failure = null,
    int Iterations = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StopReason? StoppedBy = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConvergenceSummary? Convergence = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OrderedDictionary<string, ComponentsSummary>? Components = null)
{
    /// <summary>The summary of a result.</summary>
    public static PointSummary From(PointResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(
            result.Point,
            JsonNode.Parse(result.Settings)!.AsObject(),
            result.State,
            result.Replicates,
            ByName(result.Parameters, value => new ValueSummary(value.Value, value.Error)),
            ByName(result.Moments, value => new ValueSummary(value.Value, value.Error)),
            result.Objective is { } objective ? new(objective.Name, objective.Value, objective.Error, objective.Deviation) : null,
            ByName(result.Gradient, value => new SpreadSummary(value.Value, value.Error, value.Deviation)),
            result.Diagnostics is { } diagnostics ? DiagnosticsSummary.From(diagnostics) : null,
            result.Failure is { } failure ? new(failure.Kind, failure.Message, failure.Stack) : null,
            result.Iterations,
            result.StoppedBy);
    }

    private static OrderedDictionary<string, T> ByName<T>(IEnumerable<Estimate> estimates, Func<Estimate, T> summary) =>
        new(estimates.Select(estimate => KeyValuePair.Create(estimate.Name, summary(estimate))));
}
