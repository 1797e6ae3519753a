namespace DiffMH.Engine.Models;

/// <summary>The kernel that a model brings, with the settings of one point.</summary>
/// <param name="Definition">The kernel.</param>
/// <param name="ModelSettings">The model's settings record.</param>
/// <param name="ProposalSettings">The proposal's settings record.</param>
internal sealed record OwnKernel(KernelDefinition Definition, object ModelSettings, object ProposalSettings)
{
    /// <summary>Why it cannot run the point; null where it can.</summary>
    public string? Lacks(PointModel point) => Definition.Lacks(ModelSettings, Request(point));

    /// <summary>The kernel of the point.</summary>
    /// <exception cref="InvalidOperationException">It cannot run the point; says why.</exception>
    public IBatchKernel Create(PointModel point) => Lacks(point) is { } lack
        ? throw new InvalidOperationException($"Point {point.Spec.Index} names the kernel '{Definition.Name}', but the kernel needs {lack}.")
        : Definition.Create(ModelSettings, Request(point));

    private KernelRequest Request(PointModel point) => new(
        point.Spec.Proposal,
        ProposalSettings,
        point.Spec.Coupling,
        point.Spec.CouplingStrength ?? 1,
        point.Observables.Length,
        point.Wrt,
        !point.Directions.IsDefaultOrEmpty,
        point.Spec.Estimator,
        point.Spec.Chain,
        point.Spec.Seed,
        [.. Convert.FromHexString(point.Spec.StreamKey)]);
}
