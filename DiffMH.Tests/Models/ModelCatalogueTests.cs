using DiffMH.Engine.Models;
using DiffMH.Tests.Kernels;

namespace DiffMH.Tests.Models;

public sealed class ModelCatalogueTests
{
    [Fact]
    public void The_plugins_of_this_repository_can_be_used()
    {
        Assert.All(BuiltPlugins.Catalogue.Plugins, plugin => Assert.Null(plugin.Reason));
        Assert.Equal(
            ["boltzmann-machine", "contamination", "gaussian", "ising-2d", "mixture-label", "gaussian-mixture", "normal-sample", "linear-regression", "gaussian", "mixture", "banana"],
            BuiltPlugins.Catalogue.Plugins.SelectMany(plugin => plugin.Models).Select(model => model.Name));
    }

    [Fact]
    public void A_plugin_that_fails_is_listed_with_its_reason_and_does_not_touch_the_others()
    {
        var catalogue = ModelCatalogue.Create(
            [
                Loaded("Throws", new CoinPlugin(_ => throw new TimeoutException("no answer"))),
                Loaded("Works", new CoinPlugin()),
            ]);

        Assert.Equal("TimeoutException: Register of DiffMH.Tests.Models.CoinPlugin failed: no answer", catalogue.Plugins[0].Reason);
        Assert.Empty(catalogue.Plugins[0].Models);
        Assert.Null(catalogue.Plugins[1].Reason);
    }

    [Fact]
    public void A_settings_record_whose_constructor_throws_is_the_reason()
    {
        var registration = PluginRegistration.Of(Loaded("Throws", new CoinPlugin(builder => builder.LabelModel<Throwing, CoinPlugin.Coin>("c", "", _ => default))));

        Assert.Equal("TimeoutException: Register of DiffMH.Tests.Models.CoinPlugin failed: no settings", registration.Reason);
    }

    public static TheoryData<Action<IPluginBuilder>, string> Malformed { get; } = new()
    {
        { builder => CoinPlugin.AddModel(builder, "coin"), "model 'coin' is registered twice" },
        { builder => CoinPlugin.AddModel(builder, "two coins"), "a model is called 'two coins'" },
        { builder => builder.LabelModel<CoinPlugin.CoinSettings, CoinPlugin.Coin>("bare", "", settings => new(settings)), "model 'bare' registers no observables" },
        { builder => CoinPlugin.AddModel(builder, "c").Proposal<NoSettings, OtherLabel>("other-label", "", (_, _) => new(2)), "proposal 'other-label' twice" },
        { builder => CoinPlugin.AddModel(builder, "c").Observables(_ => [], _ => new CoinPlugin.IsOne()), "registers its observables twice" },
        { builder => CoinPlugin.AddModel(builder, "c").Proposal<CoinPlugin.CoinSettings, OtherLabel>("scaled", "", (_, _) => new(2)), "proposal on discrete states has no derivative" },
        { builder => Sites(builder).Kernel("generic", "", new IdleOffer()), "calls its kernel 'generic', which has a meaning of its own" },
        { builder => Sites(builder).Kernel("one", "", new IdleOffer()).Kernel("two", "", new IdleOffer()), "registers the kernels 'one' and 'two'; one is the most" },
        { builder => Sites(builder).Kernel("many", "", new IdleOffer(Alternatives: 64)), "it must have 1 to 63, and at least 1" },
        { builder => Sites(builder).Kernel("none", "", new IdleOffer(LanesTogether: 0)), "it must have 1 to 63, and at least 1" },
        { builder => builder.Coupling("residual", "", typeof(CopyCoupling<>)), "name of a built-in coupling" },
        { builder => builder.Coupling("copy", "", typeof(CopyCoupling<OtherLabel>)), "struct with one type parameter" },
        { builder => builder.Coupling("copy", "", typeof(List<>)), "struct with one type parameter" },
        {
            builder =>
            {
                builder.Coupling("copy", "", typeof(CopyCoupling<>));
                builder.Coupling("copy", "", typeof(CopyCoupling<>));
            },
            "coupling 'copy' is registered twice"
        },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_registration_is_refused_with_what_would_be_right(Action<IPluginBuilder> register, string reason)
    {
        var registration = PluginRegistration.Of(Loaded("Malformed", new CoinPlugin(register)));

        Assert.StartsWith("InvalidRegistration: ", registration.Reason);
        Assert.Contains(reason, registration.Reason);
    }

    [Theory]
    [InlineData("ising-2d", "uniform-spin", "same-value, independent")]
    [InlineData("ising-2d", "flip", "next-spin, site-swap, independent")]
    [InlineData("boltzmann-machine", "flip", "next-spin, independent")]
    [InlineData("mixture-label", "other-label", "residual, independent-residual, independent")]
    public void The_constraints_of_a_coupling_decide_which_proposals_it_fits(string model, string proposal, string couplings)
    {
        var holder = BuiltPlugins.Catalogue.Plugins.Single(plugin => plugin.Models[0].Name == model);
        var definition = holder.Models[0].Proposals.Single(own => own.Name == proposal);
        var fitting = BuiltPlugins.Catalogue.CouplingsFor(holder).Select(offer => offer.Coupling).Where(coupling => coupling.Fits(definition)).ToList();

        Assert.Equal(couplings, string.Join(", ", fitting.Select(coupling => coupling.Name)));
        Assert.All(fitting, coupling => Assert.True(coupling.Create(definition, strength: null).GetType().IsValueType));
        Assert.All(fitting, coupling => Assert.True(coupling.Create(definition, strength: 0.5).GetType().IsValueType));
    }

    [Fact]
    public void A_coupling_may_constrain_its_proposal_by_itself()
    {
        var coupling = CouplingDefinition.Of("own", "", typeof(OwnCoupling<>));
        var offered = PluginRegistration.Of(Loaded("Coin", new CoinPlugin(builder => CoinPlugin.AddModel(builder, "c").Proposal<NoSettings, OwnProposal>("own", "", (_, _) => default)))).Models[1].Proposals;

        Assert.Equal(["own"], offered.Where(coupling.Fits).Select(proposal => proposal.Name));
        Assert.Throws<ArgumentException>(() => coupling.Create(offered[0], strength: null));
    }

    private static ISiteModelBuilder<NoSettings> Sites(IPluginBuilder builder) => builder.SiteModel<NoSettings, PottsRing>("ring", "", _ => PottsRing.Of(3));

    private static LoadedPlugin Loaded(string id, IPlugin plugin) => new(new PluginReference(id, "1.0.0", $"hash of {id}"), plugin);

    private sealed record Throwing
    {
        public Throwing() => throw new TimeoutException("no settings");
    }

    private readonly struct CopyCoupling<TProposal> : ILabelCoupling<TProposal>
        where TProposal : struct, ILabelProposal
    {
        public int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream) => proposed;
    }

    private interface IOwn<TSelf>;

    private readonly struct OwnProposal : ILabelProposal, IOwn<OwnProposal>
    {
        public int Propose(int label, ref RandomStream stream) => 1 - label;

        public double Probability(int from, int to) => from == to ? 0 : 1;
    }

    private readonly struct OwnCoupling<TProposal> : ILabelCoupling<TProposal>
        where TProposal : struct, ILabelProposal, IOwn<TProposal>
    {
        public int Couple(in TProposal proposal, int x, int proposed, int y, ref RandomStream stream) => proposed;
    }
}
