namespace DiffMH.Plugins.Boltzmann;

/// <summary>Brings the model <c>boltzmann-machine</c>.</summary>
public sealed class BoltzmannPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => builder
        .FreeSiteModel<BoltzmannSettings, BoltzmannTarget>("boltzmann-machine", "spins on any graph, each edge with its own coupling: log g = Σ J s s' + Σ h s", settings => new(settings))
        .Observables(_ => BoltzmannObservables.Names, _ => default(BoltzmannObservables))
        .Start("cold", "all spins up", (BoltzmannSettings _, Span<byte> sites, ref RandomStream _) => sites.Fill(1))
        .Start("hot", "each spin up or down with probability 1/2", StartHot)
        .Proposal<ProposalSettings, UniformValue>("uniform-spin", "a fresh spin, up or down with probability 1/2", (settings, proposal) => new(settings.Graph.Graph.Sites, 2, proposal.Order))
        .Proposal<NoSettings, FlipValue>("flip", "always the other spin, at a random site", (settings, _) => new(settings.Graph.Graph.Sites));

    private static void StartHot(BoltzmannSettings settings, Span<byte> sites, ref RandomStream stream)
    {
        foreach (ref var site in sites)
        {
            site = (byte)stream.NextIndex(2);
        }
    }
}
