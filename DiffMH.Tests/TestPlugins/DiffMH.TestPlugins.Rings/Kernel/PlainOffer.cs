namespace DiffMH.TestPlugins.Rings;

/// <summary>Offers a kernel for the fresh spin under the same value, newborns weighted by <c>accept</c>.</summary>
/// <param name="create">Makes it.</param>
public sealed class PlainOffer(Func<RingSettings, KernelRequest, IBatchKernel> create) : IKernelOffer<RingSettings>
{
    /// <inheritdoc/>
    public Scheme Scheme => Scheme.Accept;

    /// <inheritdoc/>
    public int Alternatives => 3;

    /// <inheritdoc/>
    public int LanesTogether => 4;

    /// <inheritdoc/>
    public string? Lacks(RingSettings settings, KernelRequest request) => request switch
    {
        not { Proposal: "fresh", Coupling: "same-value", CouplingStrength: 1 } => "proposal fresh and coupling same-value at strength 1",
        not { Estimator: { Method: EstimatorMethod.Dmh, Scheme: Scheme.Accept, Pruning: Pruning.Weight } } => "estimator.method dmh, scheme accept and pruning weight",
        not { Observables: 2, HasDirections: false } => "an objective of bonds and spins themselves",
        _ => null,
    };

    /// <inheritdoc/>
    public IBatchKernel Create(RingSettings settings, KernelRequest request) => create(settings, request);
}
