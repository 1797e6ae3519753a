namespace DiffMH;

/// <summary>One point of a sweep, resolved: everything a batch of lanes depends on besides θ and the iteration.</summary>
/// <param name="Index">The point's place in the sweep, from 0: for display only.</param>
/// <param name="Identity">SHA-256 over the canonical JSON of all axis values, in hexadecimal.</param>
/// <param name="StreamKey">SHA-256 over the canonical JSON of the axis values that name its random streams, in hexadecimal.</param>
/// <param name="Settings">The axis values as a JSON object of dotted paths, for display.</param>
/// <param name="Seed">The sweep's seed.</param>
/// <param name="Plugin">The plugin that holds the model.</param>
/// <param name="Model">The model's name.</param>
/// <param name="ModelSettings">The model's settings as canonical JSON, defaults filled in.</param>
/// <param name="Proposal">The proposal's name.</param>
/// <param name="ProposalSettings">The proposal's settings as canonical JSON, defaults filled in.</param>
/// <param name="Coupling">The coupling's name; the default where the estimator follows no alternatives.</param>
/// <param name="Estimator">How gradients are estimated.</param>
/// <param name="Chain">How chains are run.</param>
/// <param name="Objective">What is evaluated or made large or small.</param>
/// <param name="Mode">Optimise, or evaluate once.</param>
/// <param name="Optimizer">How parameters move; null in gradient mode.</param>
/// <param name="Replicates">How many independent repetitions there are.</param>
/// <param name="CouplingPlugin">The plugin that holds the coupling; null where that is DiffMH itself or the model's plugin.</param>
/// <param name="Stop">When the point ends before its last iteration; null for never.</param>
/// <param name="Output">What of its results is kept; null for everything.</param>
/// <param name="CouplingStrength">With which probability each step of an alternative couples, 0 … 1, else it proposes independently; null for always.</param>
[GenerateSerializer, Immutable]
public sealed record PointSpec(
    [property: Id(0)] int Index,
    [property: Id(1)] string Identity,
    [property: Id(2)] string StreamKey,
    [property: Id(3)] string Settings,
    [property: Id(4)] ulong Seed,
    [property: Id(5)] PluginReference Plugin,
    [property: Id(6)] string Model,
    [property: Id(7)] string ModelSettings,
    [property: Id(8)] string Proposal,
    [property: Id(9)] string ProposalSettings,
    [property: Id(10)] string Coupling,
    [property: Id(11)] EstimatorSettings Estimator,
    [property: Id(12)] ChainSettings Chain,
    [property: Id(13)] ObjectiveSettings Objective,
    [property: Id(14)] SweepMode Mode,
    [property: Id(15)] OptimizerSettings? Optimizer,
    [property: Id(16)] int Replicates,
    [property: Id(17)] PluginReference? CouplingPlugin = null,
    [property: Id(18)] StopSettings? Stop = null,
    [property: Id(19)] OutputSettings? Output = null,
    [property: Id(20)] double? CouplingStrength = null);
