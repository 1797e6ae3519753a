using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DiffMH.Client.Results.Document;

/// <summary>How far a point is. Numbers are those of its last iteration; they are absent where they must be asked of its result.</summary>
/// <param name="Point">Its index.</param>
/// <param name="Settings">Its axis values by dotted path; absent in a large sweep.</param>
/// <param name="State">Its state.</param>
/// <param name="Iteration">Iterations done.</param>
/// <param name="Iterations">Iterations in all, the final evaluation not counted.</param>
/// <param name="Parameters">The parameters, by name.</param>
/// <param name="Objective">The objective.</param>
/// <param name="Gradient">Its gradient, by parameter.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record PointStatusSummary(
    int Point,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonObject? Settings,
    RunState State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Iteration,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Iterations,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OrderedDictionary<string, ValueSummary>? Parameters,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ObjectiveSummary? Objective,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OrderedDictionary<string, SpreadSummary>? Gradient,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FailureSummary? Failure)
{
    /// <summary>The summary of a status.</summary>
    /// <param name="point">The status.</param>
    /// <param name="settings">The axis values as JSON; null to leave them out.</param>
    public static PointStatusSummary Of(PointStatus point, string? settings)
    {
        ArgumentNullException.ThrowIfNull(point);
        var isKnown = point.Iteration > 0 || point.Lanes > 0;
        return new(
            point.Point,
            settings is null ? null : JsonNode.Parse(settings)!.AsObject(),
            point.State,
            isKnown ? point.Iteration : null,
            isKnown ? point.Iterations : null,
            ByName(point.Parameters, value => new ValueSummary(value.Value, value.Error)),
            point.Objective is { } objective ? new(objective.Name, objective.Value, objective.Error, objective.Deviation) : null,
            ByName(point.Gradient, value => new SpreadSummary(value.Value, value.Error, value.Deviation)),
            point.Failure is { } failure ? new(failure.Kind, failure.Message, failure.Stack) : null);
    }

    private static OrderedDictionary<string, T>? ByName<T>(ImmutableArray<Estimate> estimates, Func<Estimate, T> summary) =>
        estimates.IsDefaultOrEmpty ? null : new(estimates.Select(estimate => KeyValuePair.Create(estimate.Name, summary(estimate))));
}
