namespace DiffMH.Engine.Models;

/// <summary>A registered objective.</summary>
/// <param name="Name">As in <c>objective</c>.</param>
/// <param name="Description">Its formula, in one line.</param>
public sealed record ObjectiveDefinition(string Name, string Description)
{
    /// <summary>From the settings record, the objective.</summary>
    public required Func<object, IObjective> Create { get; init; }
}
