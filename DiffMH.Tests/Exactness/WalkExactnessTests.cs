using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>Random walks on a Gaussian against the exact derivative of their finite chain, in the step σ of the proposal and in the mean of the target.</summary>
public sealed class WalkExactnessTests
{
    private const double Scale = 1.5;
    private const int Lanes = 60_000;

    /// <summary>What <c>gaussian</c> of the tuning plugin averages in one dimension, in its order.</summary>
    private static readonly Func<double, double, bool, double>[] Motion =
        [(_, next, _) => next, (_, next, _) => next * next, (x, next, _) => x * next, (x, next, _) => (next - x) * (next - x), (_, _, accepted) => accepted ? 1 : 0];

    /// <summary>How many of them are of a state alone, as <c>gaussian</c> of the Gaussian plugin has them.</summary>
    private const int StateObservables = 2;

    private static readonly LineChain Centred = new(0, Scale);
    private static readonly LineChain Shifted = new(0.5, Scale);
    private static readonly Dictionary<(LineChain, double, ChainSettings, int), (double, double, double)> Known = [];   // all cases share a few chains

    public static TheoryData<Scheme, int, string> All
    {
        get
        {
            var data = new TheoryData<Scheme, int, string>();
            foreach (var (scheme, alternatives, coupling) in
                from scheme in Cases.Schemes
                from alternatives in new[] { 1, 4 }
                from coupling in new[] { "reflection", "common-noise", "independent" }
                select (scheme, alternatives, coupling))
            {
                data.Add(scheme, alternatives, coupling);
            }

            return data;
        }
    }

    /// <remarks>From the middle ∂log r = 2 log r/σ, which vanishes on r = 1: there all schemes have finite variance.</remarks>
    [Theory]
    [MemberData(nameof(All))]
    public void Derivatives_in_the_step_are_those_of_the_finite_chain(Scheme scheme, int alternatives, string coupling)
    {
        foreach (var chain in (ChainSettings[])[new(1, 0, 3, 1, "fixed"), new(1, 1, 2, 3, "fixed")])
        {
            Check(Centred, Motion.Length, 0, PointOf.Walk(Scale, 0, scheme, alternatives, coupling, chain).Run(Lanes), chain, byMean: null, byScale: 0);
        }
    }

    [Theory]
    [InlineData(Scheme.Symmetric, 1, "reflection")]
    [InlineData(Scheme.Symmetric, 4, "reflection")]
    [InlineData(Scheme.Symmetric, 4, "common-noise")]
    [InlineData(Scheme.Accept, 1, "reflection")]
    [InlineData(Scheme.Accept, 4, "independent")]
    public void From_a_start_off_the_middle_they_are_as_well(Scheme scheme, int alternatives, string coupling)
    {
        var chain = new ChainSettings(1, 1, 3, 2, "fixed");
        foreach (var pruning in Enum.GetValues<Pruning>())
        {
            Check(Centred, Motion.Length, 1, PointOf.Walk(Scale, 1, scheme, alternatives, coupling, chain).With(pruning).Run(Lanes), chain, byMean: null, byScale: 0);
        }
    }

    [Theory]
    [InlineData(Scheme.Symmetric, 1, "reflection")]
    [InlineData(Scheme.Symmetric, 4, "independent")]
    [InlineData(Scheme.Accept, 1, "common-noise")]
    [InlineData(Scheme.Accept, 4, "reflection")]
    public void Parameters_of_target_and_proposal_share_their_alternatives(Scheme scheme, int alternatives, string coupling)
    {
        var chain = new ChainSettings(1, 1, 3, 2, "origin");
        foreach (var (wrt, byMean, byScale) in new[] { (new[] { "theta[0]", "proposal.scale[0]" }, 0, 1), (["proposal.scale[0]", "theta[0]"], 1, 0) })
        {
            Check(Shifted, StateObservables, 0, PointOf.Mean(0.5, Scale, scheme, alternatives, coupling, chain, wrt).Run(Lanes), chain, byMean, byScale);
        }
    }

    [Fact]
    public void An_error_of_ten_per_cent_and_a_wrong_sign_would_be_seen()
    {
        var chain = new ChainSettings(1, 0, 3, 1, "fixed");
        var lanes = PointOf.Walk(Scale, 1, Scheme.Symmetric, 4, "reflection", chain).Run(400_000);
        foreach (var k in (int[])[3, 4])
        {
            var exact = Exact(Centred, 1, chain, k).ByScale;
            Statistically.Agrees(exact, lanes.Slope(k, 0), $"observable {k}", 400_000);
            Statistically.Differs(0.9 * exact, lanes.Slope(k, 0), $"observable {k}, ten per cent", 400_000);
            Statistically.Differs(-exact, lanes.Slope(k, 0), $"observable {k}, sign", 400_000);
        }
    }

    /// <summary>The two oracles share nothing but the model: one is a short chain on a grid, the other an integral in closed form.</summary>
    [Fact]
    public void The_oracles_agree_on_a_chain_that_has_forgotten_its_start()
    {
        var (chain, stationary) = (new ChainSettings(1, 60, 1, 1, "fixed"), new GaussianWalk(Scale));
        var covariance = Exact(Centred, 1, chain, 2);
        var acceptance = Exact(Centred, 1, chain, 4);
        Assert.Equal(stationary.Autocovariance, covariance.Mean, 1e-4);
        Assert.Equal(stationary.AutocovarianceSlope, covariance.ByScale, 1e-4);
        Assert.Equal(stationary.Acceptance, acceptance.Mean, 1e-4);
        Assert.Equal(stationary.AcceptanceSlope, acceptance.ByScale, 1e-4);
        Assert.Equal(2 / Math.PI * Math.Atan(2 / Scale), stationary.Acceptance, 1e-9);   // Roberts, Gelman and Gilks 1997
    }

    private static (double Mean, double ByMean, double ByScale) Exact(LineChain oracle, double start, ChainSettings chain, int observable) =>
        Known.TryGetValue((oracle, start, chain, observable), out var known)
            ? known
            : Known[(oracle, start, chain, observable)] = oracle.Average(start, chain, Motion[observable]);

    private static void Check(
        LineChain oracle, int observables, double start, LaneExperiment lanes, ChainSettings chain, int? byMean, int byScale)
    {
        for (var k = 0; k < observables; k++)
        {
            var exact = Exact(oracle, start, chain, k);
            Statistically.Agrees(exact.Mean, lanes.Moment(k), $"observable {k}, {chain}", Lanes);
            Statistically.Agrees(exact.ByScale, lanes.Slope(k, byScale), $"observable {k} by the step, {chain}", Lanes);
            if (byMean is { } parameter)
            {
                Statistically.Agrees(exact.ByMean, lanes.Slope(k, parameter), $"observable {k} by the mean, {chain}", Lanes);
            }
        }
    }
}
