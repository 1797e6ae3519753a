using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>A registered proposal.</summary>
/// <param name="Name">As in <c>proposal</c>.</param>
/// <param name="Description">What it suggests, in one line.</param>
/// <param name="Type">The struct, which decides the couplings that fit.</param>
/// <param name="Settings">Its own settings.</param>
public sealed record ProposalDefinition(string Name, string Description, Type Type, SettingsSchema Settings)
{
    /// <summary>As for <see cref="ModelDefinition.HasClasses"/>, of its model.</summary>
    public bool HasClasses { get; init; } = true;

    /// <summary>From the model's and the proposal's settings records, the proposal.</summary>
    public required Func<object, object, object> Create { get; init; }
}
