using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>
/// A proposal that is not symmetric, against the exact derivative of its finite chain: here log q(x′, x) − log q(x, x′) depends on the
/// parameters itself, and through both states.
/// </summary>
public sealed class IndependenceExactnessTests
{
    private const int Lanes = 100_000;
    private const double Start = 1;

    private static readonly string[] Wrt = ["proposal.mean", "proposal.deviation", "theta[0]"];
    private static readonly Func<double, double>[] Observables = [x => x, x => x * x];

    [Theory]
    [InlineData(Scheme.Symmetric, 1, "independent-residual")]
    [InlineData(Scheme.Symmetric, 4, "independent-residual")]
    [InlineData(Scheme.Symmetric, 4, "common-noise")]
    [InlineData(Scheme.Accept, 1, "independent")]
    [InlineData(Scheme.Accept, 4, "independent-residual")]
    public void Derivatives_in_mean_and_deviation_of_the_suggestions_are_those_of_the_finite_chain(Scheme scheme, int alternatives, string coupling)
    {
        foreach (var at in new (double Mean, double Deviation, double Theta)[] { (0.3, 1.4, 0), (-0.5, 1.25, 0.25) })
        {
            foreach (var chain in (ChainSettings[])[new(1, 0, 3, 1, "fixed"), new(1, 1, 2, 2, "fixed")])
            {
                var lanes = PointOf.Independence(at, Start, scheme, alternatives, coupling, chain, Wrt).Run(Lanes);
                for (var k = 0; k < Observables.Length; k++)
                {
                    var exact = new IndependenceChain(Start, chain);
                    var slopes = exact.Slopes(at.Mean, at.Deviation, at.Theta, Observables[k]);
                    Statistically.Agrees(exact.Average(at.Mean, at.Deviation, at.Theta, Observables[k]), lanes.Moment(k), $"observable {k}, {at}, {chain}", Lanes);
                    Statistically.Agrees(slopes.ByMean, lanes.Slope(k, 0), $"observable {k} by the mean, {at}, {chain}", Lanes);
                    Statistically.Agrees(slopes.ByDeviation, lanes.Slope(k, 1), $"observable {k} by the deviation, {at}, {chain}", Lanes);
                    Statistically.Agrees(slopes.ByTarget, lanes.Slope(k, 2), $"observable {k} by the target's mean, {at}, {chain}", Lanes);
                }
            }
        }
    }

    [Fact]
    public void An_error_of_three_tenths_and_a_wrong_sign_would_be_seen()
    {
        const int Many = 4 * Lanes;
        var (at, chain) = ((Mean: 0.3, Deviation: 1.4, Theta: 0.0), new ChainSettings(1, 0, 3, 1, "fixed"));
        var lanes = PointOf.Independence(at, Start, Scheme.Symmetric, 4, "independent-residual", chain, Wrt).Run(Many);
        for (var k = 0; k < Observables.Length; k++)
        {
            var slopes = new IndependenceChain(Start, chain).Slopes(at.Mean, at.Deviation, at.Theta, Observables[k]);
            foreach (var (exact, parameter) in new[] { (slopes.ByMean, 0), (slopes.ByDeviation, 1) })
            {
                Statistically.Differs(0.7 * exact, lanes.Slope(k, parameter), $"observable {k} by {Wrt[parameter]}, three tenths", Many);
                Statistically.Differs(-exact, lanes.Slope(k, parameter), $"observable {k} by {Wrt[parameter]}, sign", Many);
            }
        }
    }
}
