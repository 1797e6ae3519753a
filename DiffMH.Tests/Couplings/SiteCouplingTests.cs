using DiffMH.Engine.Couplings;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Couplings;

/// <summary>The couplings of sites keep their contract, and the contract's check catches those that do not.</summary>
public sealed class SiteCouplingTests
{
    private static readonly UniformValue RandomOrder = new(4, 3, SiteOrder.Random);
    private static readonly UniformValue Sequential = new(4, 3, SiteOrder.Sequential);
    private static readonly FlipValue Flip = new(4);

    // The chains differ on one site, on some, on all.
    private static readonly (int[] X, int[] Y)[] ThreeValues = [([0, 1, 2, 1], [0, 1, 0, 1]), ([2, 1, 2, 0], [0, 1, 0, 0]), ([0, 0, 0, 0], [1, 2, 1, 2])];
    private static readonly (int[] X, int[] Y)[] TwoValues = [([0, 1, 1, 1], [0, 1, 0, 1]), ([1, 1, 0, 0], [0, 1, 1, 0]), ([0, 0, 1, 1], [1, 1, 0, 0])];

    [Fact]
    public void The_same_value_coupling_keeps_the_contract()
    {
        Assert.Empty(ThreeValued<SameValueCoupling<UniformValue>>(RandomOrder));
        Assert.Empty(ThreeValued<SameValueCoupling<UniformValue>>(Sequential));
    }

    [Fact]
    public void The_next_spin_coupling_keeps_the_contract() => Assert.Empty(TwoValued<NextSpinCoupling<FlipValue>>());

    [Fact]
    public void The_coupling_that_swaps_sites_keeps_the_contract_under_an_involution() => Assert.Empty(TwoValued<SiteSwapCoupling<FlipValue>>());

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Couplings_of_any_strength_keep_the_contract(double strength)
    {
        Assert.Empty(ThreeValued(RandomOrder, new WeakSiteCoupling<UniformValue, SameValueCoupling<UniformValue>>(strength)));
        Assert.Empty(ThreeValued(Sequential, new WeakSiteCoupling<UniformValue, SameValueCoupling<UniformValue>>(strength)));
        Assert.Empty(TwoValued(new WeakSiteCoupling<FlipValue, NextSpinCoupling<FlipValue>>(strength)));
        Assert.Empty(TwoValued(new WeakSiteCoupling<FlipValue, SiteSwapCoupling<FlipValue>>(strength)));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.8)]
    public void Chains_are_given_the_same_move_as_often_as_the_strength_says(double strength)
    {
        // By chance: one of 4 sites and of 3 values; the value alone; and of two values, with the site the value that is the other one for both.
        int[] x = [0, 1, 1, 1], y = [0, 1, 0, 1];
        Meets(strength + ((1 - strength) / 12), RandomOrder, new WeakSiteCoupling<UniformValue, SameValueCoupling<UniformValue>>(strength));
        Meets(strength + ((1 - strength) / 3), Sequential, new WeakSiteCoupling<UniformValue, SameValueCoupling<UniformValue>>(strength));
        Meets(0.75 * (strength + ((1 - strength) / 4)), Flip, new WeakSiteCoupling<FlipValue, NextSpinCoupling<FlipValue>>(strength));
        Meets(0.75 * (strength + ((1 - strength) / 4)), Flip, new WeakSiteCoupling<FlipValue, SiteSwapCoupling<FlipValue>>(strength));

        void Meets<TProposal, TCoupling>(double exact, TProposal proposal, TCoupling coupling)
            where TProposal : struct, ISiteProposal
            where TCoupling : struct, ISiteCoupling<TProposal>
        {
            var found = SiteCouplingContract.Meeting(proposal, update: 1, x, y, coupling);
            Statistically.Agrees(exact, found, $"P(the same move) of {typeof(TCoupling)} at {strength}");
            Statistically.Differs(exact - 0.05, found, $"P(the same move) of {typeof(TCoupling)} at {strength}, five per cent fewer");
        }
    }

    [Fact]
    public void A_swap_of_sites_that_is_chosen_after_the_draw_is_caught() =>
        Assert.Contains(TwoValued<AfterTheDraw<FlipValue>>(), broken => broken.StartsWith("marginal", StringComparison.Ordinal));

    [Fact]
    public void The_same_value_coupling_keeps_the_contract_with_biased_values()
    {
        foreach (var (x, y) in TwoValues)
        {
            Assert.Empty(SiteCouplingContract.Check<BiasedValue, SameValueCoupling<BiasedValue>>(new(4, 0.3, SiteOrder.Random), 2, x, y));
        }
    }

    [Fact]
    public void The_independent_coupling_keeps_the_contract()
    {
        Assert.Empty(ThreeValued<IndependentSiteCoupling<UniformValue>>(RandomOrder));
        Assert.Empty(ThreeValued<IndependentSiteCoupling<UniformValue>>(Sequential));
        Assert.Empty(TwoValued<IndependentSiteCoupling<FlipValue>>());
    }

    [Fact]
    public void A_coupling_with_a_wrong_marginal_is_caught()
    {
        // Right for fresh values, wrong for flips: the copied value is the alternative's present one where the chains differ.
        Assert.All(TwoValued<Copy<FlipValue>>(), broken => Assert.StartsWith("marginal", broken, StringComparison.Ordinal));
        Assert.NotEmpty(TwoValued<Copy<FlipValue>>());
        Assert.Contains(ThreeValued<Keeping<UniformValue>>(RandomOrder), broken => broken.StartsWith("marginal", StringComparison.Ordinal));
    }

    [Fact]
    public void A_coupling_that_is_not_sticky_is_caught() => Assert.All(Distinct(TwoValued<Restless<FlipValue>>()), broken => Assert.StartsWith("sticky", broken, StringComparison.Ordinal));

    [Fact]
    public void A_coupling_that_says_it_keeps_the_site_and_does_not_is_caught()
    {
        var broken = Distinct(ThreeValued<Wandering<UniformValue>>(RandomOrder));

        Assert.Contains(broken, sentence => sentence.StartsWith("site", StringComparison.Ordinal));
        Assert.Contains(broken, sentence => sentence.StartsWith("draws", StringComparison.Ordinal));
    }

    [Fact]
    public void A_coupling_that_looks_at_other_sites_is_caught() =>
        Assert.All(Distinct(TwoValued<Nosy<FlipValue>>()), broken => Assert.True(broken.StartsWith("local", StringComparison.Ordinal) || broken.StartsWith("sticky", StringComparison.Ordinal), broken));

    private static List<string> ThreeValued<TCoupling>(UniformValue proposal, TCoupling coupling = default)
        where TCoupling : struct, ISiteCoupling<UniformValue> =>
        [.. ThreeValues.SelectMany(pair => SiteCouplingContract.Check<UniformValue, TCoupling>(proposal, 3, pair.X, pair.Y, coupling))];

    private static List<string> TwoValued<TCoupling>(TCoupling coupling = default)
        where TCoupling : struct, ISiteCoupling<FlipValue> =>
        [.. TwoValues.SelectMany(pair => SiteCouplingContract.Check<FlipValue, TCoupling>(Flip, 2, pair.X, pair.Y, coupling))];

    private static List<string> Distinct(List<string> broken)
    {
        Assert.NotEmpty(broken);
        return [.. broken.Distinct()];
    }

    /// <summary>Wrong for proposals that look at the present value.</summary>
    private readonly struct Copy<TProposal> : ISiteCoupling<TProposal>
        where TProposal : struct, ISiteProposal
    {
        public static bool KeepsSite => true;

        public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
            where TX : struct, ISiteView, allows ref struct
            where TY : struct, ISiteView, allows ref struct => primal;
    }

    /// <summary>Wrong: where the chains differ, the alternative keeps its value.</summary>
    private readonly struct Keeping<TProposal> : ISiteCoupling<TProposal>
        where TProposal : struct, ISiteProposal
    {
        public static bool KeepsSite => true;

        public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
            where TX : struct, ISiteView, allows ref struct
            where TY : struct, ISiteView, allows ref struct => y[primal.Site] == x[primal.Site] ? primal : primal with { Value = y[primal.Site] };
    }

    /// <summary>Wrong: the coin is reflected where the chains agree, so that equal neighbourhoods part.</summary>
    private readonly struct Restless<TProposal> : ISiteCoupling<TProposal>
        where TProposal : struct, IFlip
    {
        public static bool KeepsSite => true;

        public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
            where TX : struct, ISiteView, allows ref struct
            where TY : struct, ISiteView, allows ref struct => new(primal.Site, 1 - y[primal.Site], ReflectCoin: y[primal.Site] == x[primal.Site]);
    }

    /// <summary>Wrong: right by itself, but a site of its own is not the primal's.</summary>
    private readonly struct Wandering<TProposal> : ISiteCoupling<TProposal>
        where TProposal : struct, ISiteProposal
    {
        public static bool KeepsSite => true;

        public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
            where TX : struct, ISiteView, allows ref struct
            where TY : struct, ISiteView, allows ref struct => default(IndependentSiteCoupling<TProposal>).Couple(proposal, update, primal, x, y, ref stream);
    }

    /// <summary>Wrong: where the chains agree on the drawn site, the alternative visits the first one on which they differ.</summary>
    private readonly struct AfterTheDraw<TProposal> : ISiteCoupling<TProposal>
        where TProposal : struct, IFlip
    {
        public static bool KeepsSite => false;

        public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
            where TX : struct, ISiteView, allows ref struct
            where TY : struct, ISiteView, allows ref struct
        {
            var site = primal.Site;
            for (var other = 0; other < 4 && x[site] == y[site]; other++)
            {
                site = x[other] != y[other] ? other : site;
            }

            return new(site, 1 - y[site]);
        }
    }

    /// <summary>Wrong: the coin depends on another site.</summary>
    private readonly struct Nosy<TProposal> : ISiteCoupling<TProposal>
        where TProposal : struct, IFlip
    {
        public static bool KeepsSite => true;

        public SiteMove Couple<TX, TY>(in TProposal proposal, int update, SiteMove primal, TX x, TY y, ref RandomStream stream)
            where TX : struct, ISiteView, allows ref struct
            where TY : struct, ISiteView, allows ref struct => new(primal.Site, 1 - y[primal.Site], ReflectCoin: y[(primal.Site + 1) % 4] == 1);
    }
}
