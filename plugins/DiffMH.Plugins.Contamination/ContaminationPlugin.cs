namespace DiffMH.Plugins.Contamination;

/// <summary>Brings the model <c>contamination</c>.</summary>
public sealed class ContaminationPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => builder
        .VectorModel<ContaminationSettings, ContaminationTarget>("contamination", "a ball with a share of a ring around it, g = (1 - t) 1{|x| < 1} + t 1{3 < |x| < 5}", settings => new(settings))
        .Observables(_ => RadiusObservables.Names, _ => default(RadiusObservables))
        .Start("origin", "0 in all coordinates", (ContaminationSettings _, Span<double> x, ref RandomStream _) => x.Clear())
        .Proposal<RandomWalkSettings, RandomWalk>("random-walk", "a Gaussian step of given standard deviation", (settings, walk) => new(walk, settings.Dimension));
}
