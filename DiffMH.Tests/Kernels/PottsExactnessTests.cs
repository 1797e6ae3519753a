using DiffMH.Engine.Couplings;
using DiffMH.Engine.Kernels;
using DiffMH.Tests.Exactness;
using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Kernels;

/// <summary>Sites with more than two values: the chain-by-chain lane against the enumerated chain.</summary>
public sealed class PottsExactnessTests
{
    private const int Sites = 4;
    private const int States = 81;
    private const double Theta = 0.6;

    [Theory]
    [InlineData(Scheme.Symmetric, Pruning.Weight, 1, true)]
    [InlineData(Scheme.Symmetric, Pruning.Weight, 8, true)]
    [InlineData(Scheme.Reject, Pruning.Weight, 2, true)]
    [InlineData(Scheme.Accept, Pruning.Weight, 2, false)]
    [InlineData(Scheme.Symmetric, Pruning.Uniform, 2, true)]
    [InlineData(Scheme.Accept, Pruning.Uniform, 8, false)]
    [InlineData(Scheme.Symmetric, Pruning.None, 1, true)]
    [InlineData(Scheme.Reject, Pruning.None, 1, false)]
    public void Moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, Pruning pruning, int alternatives, bool sameValue)
    {
        var chain = new ChainSettings(1, 1, 6, 1, "zeros");
        var coupling = sameValue ? (object)default(SameValueCoupling<UniformValue>) : default(IndependentSiteCoupling<UniformValue>);
        var problem = new SiteProblem(PottsRing.Of(Sites), default(EqualNeighbours), 2, (Span<byte> values, ref RandomStream _) => values.Clear(), new UniformValue(Sites, 3, SiteOrder.Random), coupling);
        var estimator = new EstimatorSettings(EstimatorMethod.Dmh, scheme, pruning, alternatives, ["theta"]);
        var kernel = KernelFactory.Create(problem, new KernelSettings(TestSeed.Base, [.. TestSeed.Key($"potts {scheme} {alternatives}")], [0], estimator, chain));
        new LaneExperiment(kernel, new SumsLayout(2, 1), Vector.Of(Theta), 40_000).Agrees(0, Exact(chain), $"{scheme} {pruning} {alternatives} {sameValue}");
    }

    private static ExactMoments Exact(ChainSettings chain)
    {
        var proposal = new double[States, States];
        var equal = new double[States];
        for (var state = 0; state < States; state++)
        {
            var values = Enumerable.Range(0, Sites).Select(site => state / (int)Math.Pow(3, site) % 3).ToArray();
            equal[state] = Enumerable.Range(0, Sites).Count(site => values[site] == values[(site + 1) % Sites]);
            for (var site = 0; site < Sites; site++)
            {
                for (var value = 0; value < 3; value++)
                {
                    proposal[state, state + ((value - values[site]) * (int)Math.Pow(3, site))] += 1.0 / (3 * Sites);
                }
            }
        }

        var oracle = new LabelChain(proposal, [.. equal.Select(count => Theta * count)], equal, TieRule.Mean);
        return oracle.Average(0, chain.Warmup * Sites, chain.Draws, Sites, [equal, [.. equal.Select(count => count * count)]]);
    }
}
