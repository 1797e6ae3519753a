using DiffMH.Engine.Kernels;
using DiffMH.Engine.Models;
using DiffMH.Engine.Settings;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>σ is an involution after every update, pairs the differing sites with each other, and an odd one with a site that is less likely to flip.</summary>
public sealed class SiteSwapsTests
{
    private const int Sites = 36;
    private const int Slots = 70;

    private static readonly Votes Target = Votes.On(SiteGraph.PeriodicSquare(6));

    // α falls with the number of neighbours with value 1, so that sites differ in how likely they flip.
    private static readonly double[] Acceptance = [.. Enumerable.Range(0, Target.Space.Classes).Select(change => 1.0 / (1 + (change / 2)))];

    [Fact]
    public void However_the_chains_move_sigma_pairs_what_differs()
    {
        var lattice = new SiteLattice(Target.Space, new ClassTallies(Target), Slots);
        var swaps = new SiteSwaps<Votes>(Target, lattice, Slots);
        var stream = TestSeed.Open("site swaps", 0);
        lattice.Restart();
        swaps.Restart(Acceptance);
        var (pairs, odd) = (0, 0);
        for (var update = 0; update < 4000; update++)
        {
            Move(lattice, swaps, ref stream);
            var slot = stream.NextIndex(Slots);
            var found = Look(lattice, swaps, slot);
            (pairs, odd) = (pairs + found.Pairs, odd + found.Odd);
        }

        Assert.True(pairs > 1000 && odd > 100, $"{pairs} pairs of differing sites and {odd} odd ones with a partner were looked at");
    }

    [Fact]
    public void Sites_of_three_values_are_refused()
    {
        var ring = PottsRing.Of(4);
        var error = Assert.Throws<InvalidModelException>(() => new SiteSwaps<PottsRing>(ring, new SiteLattice(ring.Space, new ClassTallies(ring), 1), 1));
        Assert.Contains("has 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coupling_that_swaps_sites_is_refused_with_a_proposal_that_may_prefer_some()
    {
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, Scheme.Symmetric, Pruning.Weight, 1, ["a", "b"]);
        var settings = new KernelSettings(TestSeed.Base, [.. TestSeed.Key("unguarded swap")], [0, 1], estimator, new ChainSettings(1, 0, 2, 1, "zeros"));
        var error = Assert.Throws<InvalidModelException>(() => KernelFactory.Create(Problem(default(UnmarkedFlip), default(UnguardedSwap<UnmarkedFlip>)), settings));
        Assert.Contains("the proposal UnmarkedFlip does not say that it draws each site independently and uniformly. Let the proposal implement IUniformSite", error.Message, StringComparison.Ordinal);
        Assert.NotNull(KernelFactory.Create(Problem(new FlipValue(Sites), default(UnguardedSwap<FlipValue>)), settings));

        static SiteProblem Problem(ISiteProposal proposal, object coupling) =>
            new(Target, default(VoteCounts), 3, (Span<byte> values, ref RandomStream _) => values.Clear(), proposal, coupling);
    }

    [Fact]
    public void Such_a_coupling_is_not_offered_for_such_a_proposal()
    {
        var coupling = CouplingDefinition.Of("unguarded", "", typeof(UnguardedSwap<>));
        Assert.True(coupling.Fits(Definition<FlipValue>(hasClasses: true)));
        Assert.False(coupling.Fits(Definition<FlipValue>(hasClasses: false)));
        Assert.False(coupling.Fits(Definition<UnmarkedFlip>(hasClasses: true)));

        static ProposalDefinition Definition<T>(bool hasClasses) =>
            new("flip", "", typeof(T), SettingsSchema.Of(typeof(NoSettings))) { HasClasses = hasClasses, Create = (_, _) => throw new NotSupportedException() };
    }

    /// <summary>The primal chain may flip a site, and one alternative one of its own, or begin anew.</summary>
    private static void Move(SiteLattice lattice, SiteSwaps<Votes> swaps, ref RandomStream stream)
    {
        var (slot, site) = (stream.NextIndex(Slots), stream.NextIndex(Sites));
        var isFlipped = stream.NextIndex(2) == 0;
        var before = lattice.Values[site];
        var next = isFlipped ? 1 - before : before;
        if (stream.NextIndex(40) == 0)
        {
            lattice.Equalise(slot);
            swaps.Restart(slot, site);
            lattice.Set(slot, site, 1 - next, next);
        }
        else
        {
            // All alternatives flip beside the primal chain; one visits σ instead, and there flips or does not.
            var other = swaps.Of(slot, site);
            var own = lattice.Alternative(slot)[other];
            var behind = lattice.Alternative(slot)[site];
            var turned = stream.NextIndex(2) == 0 ? 1 - own : own;
            for (var all = 0; all < Slots; all++)
            {
                var value = lattice.Alternative(all)[site];
                lattice.Set(all, site, all == slot ? (other == site ? turned : behind) : isFlipped ? 1 - value : value, next);
                swaps.Visit(all, site, site);
            }

            if (other != site)
            {
                lattice.Set(slot, other, turned, lattice.Values[other]);
                swaps.Visit(slot, other, site);
            }
        }

        lattice.Values[site] = (byte)next;
        swaps.Settle(site, isFlipped, Acceptance);
    }

    private static (int Pairs, int Odd) Look(SiteLattice lattice, SiteSwaps<Votes> swaps, int slot)
    {
        bool Differs(int site) => lattice.Alternative(slot)[site] != lattice.Values[site];
        double Flip(int site) => Acceptance[Target.Class(new PlainSites(lattice.Values), site, 1 - lattice.Values[site])];

        var moved = Enumerable.Range(0, Sites).Where(site => swaps.Of(slot, site) != site).ToList();
        Assert.All(moved, site => Assert.Equal(site, swaps.Of(slot, swaps.Of(slot, site))));
        var agreeing = moved.Where(site => !Differs(site)).ToList();
        Assert.True(agreeing.Count <= 1, $"{agreeing.Count} agreeing sites are moved");
        Assert.True(Enumerable.Range(0, Sites).Count(site => Differs(site) && swaps.Of(slot, site) == site) <= 1, "two differing sites are unpaired");
        Assert.All(agreeing, site => Assert.True(Differs(swaps.Of(slot, site)) && Flip(site) < 1, "an agreeing site has no differing partner"));
        return ((moved.Count - (2 * agreeing.Count)) / 2, agreeing.Count);
    }
}
