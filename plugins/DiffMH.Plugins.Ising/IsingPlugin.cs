using DiffMH.Plugins.Ising.Words;

namespace DiffMH.Plugins.Ising;

/// <summary>Brings the model <c>ising-2d</c>.</summary>
public sealed class IsingPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Register(IPluginBuilder builder) => builder
        .SiteModel<IsingSettings, IsingTarget>("ising-2d", "Ising model on a periodic square lattice, log g = (J Σ s s' + h Σ s)/T", settings => new(settings))
        .Observables(_ => IsingObservables.Names, settings => new IsingObservables(settings))
        .Start("cold", "all spins up", (IsingSettings _, Span<byte> sites, ref RandomStream _) => sites.Fill(1))
        .Start("hot", "each spin up or down with probability 1/2", StartHot)
        .Proposal<ProposalSettings, UniformValue>("uniform-spin", "a fresh spin, up or down with probability 1/2", (settings, proposal) => new(settings.L * settings.L, 2, proposal.Order))
        .Proposal<ProposalSettings, FlipValue>("flip", "always the other spin", CreateFlip)
        .Proposal<BiasedSpinSettings, BiasedValue>("biased-spin", "a fresh spin, up with a given probability", CreateBiased)
        .Kernel(WordKernelOffer.Name, "64 chains and 8 alternatives of each in the bits of words", new WordKernelOffer())
        .Objective(SpecificHeat.Name, "C = (<E^2> - <E>^2) / T^2 of the whole lattice", settings => new SpecificHeat(settings))
        .Objective(Susceptibility.Name, "X = (<M^2> - <|M|>^2) / T of the whole lattice", settings => new Susceptibility(settings));

    private static void StartHot(IsingSettings settings, Span<byte> sites, ref RandomStream stream)
    {
        foreach (ref var site in sites)
        {
            site = (byte)stream.NextIndex(2);
        }
    }

    private static BiasedValue CreateBiased(IsingSettings settings, BiasedSpinSettings proposal) => new(settings.L * settings.L, proposal.Up, proposal.Order);

    private static FlipValue CreateFlip(IsingSettings settings, ProposalSettings proposal) => proposal.Order == SiteOrder.Random
        ? new FlipValue(settings.L * settings.L)
        : throw new SettingException(
            "order",
            "flip in sequential order is reducible: at zero local field every flip is accepted, so closed cycles of states remain (on the 4 x 4 lattice 36 or 64 states in two-cycles), and averages are biased. Use order: random, or the proposal uniform-spin.");
}
