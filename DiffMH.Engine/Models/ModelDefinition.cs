using System.Collections.Immutable;
using DiffMH.Engine.Settings;

namespace DiffMH.Engine.Models;

/// <summary>A registered model.</summary>
/// <param name="Name">As in <c>model.name</c>.</param>
/// <param name="Description">Its density in one line.</param>
/// <param name="Shape">What a state is.</param>
/// <param name="Settings">Its settings; the parameters among them form θ.</param>
/// <param name="Starts">Its starts, the default first.</param>
/// <param name="Proposals">Its proposals, the default first, then those that come with DiffMH.</param>
/// <param name="Objectives">Its named objectives.</param>
public sealed record ModelDefinition(
    string Name,
    string Description,
    ModelShape Shape,
    SettingsSchema Settings,
    ImmutableArray<StartDefinition> Starts,
    ImmutableArray<ProposalDefinition> Proposals,
    ImmutableArray<ObjectiveDefinition> Objectives)
{
    /// <summary>False for a site model without classes of change: score-function estimators and couplings that swap sites need what is tabulated by class.</summary>
    public bool HasClasses { get; init; } = true;

    /// <summary>From the settings record, the target.</summary>
    public required Func<object, object> CreateTarget { get; init; }

    /// <summary>From the settings record, the observables' names.</summary>
    public required Func<object, IReadOnlyList<Observable>> ObservableNames { get; init; }

    /// <summary>From the settings record, the observables.</summary>
    public required Func<object, object> CreateObservables { get; init; }

    /// <summary>The model's own kernel; null where it brings none.</summary>
    public KernelDefinition? Kernel { get; init; }
}
