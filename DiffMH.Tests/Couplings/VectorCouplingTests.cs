using DiffMH.Engine.Couplings;
using DiffMH.Tests.Support;
using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Couplings;

/// <summary>Couplings on real vectors: the alternative steps as its proposal says, and meets as often as the formula says.</summary>
public sealed class VectorCouplingTests
{
    private const int Trials = 200_000;
    private const double Scale = 1.5;

    private static readonly double[] Gap = [0.9, -1.2];   // length 1.5, so |d| = 1

    [Fact]
    public void Reflection_keeps_the_proposal_of_the_alternative_and_meets_as_often_as_any_coupling_can()
    {
        var found = Run<ReflectionCoupling<RandomWalk>>("reflection");
        Statistically.Agrees(2 * Normal.CDF(0, 1, -0.5), Statistically.Mean(found.Met), "P(meet)", Trials);
        Statistically.Differs(0.95 * 2 * Normal.CDF(0, 1, -0.5), Statistically.Mean(found.Met), "P(meet), five per cent", Trials);
        RequireMarginal(found.Steps);
    }

    [Fact]
    public void Common_noise_and_independent_proposals_keep_the_proposal_and_never_meet()
    {
        foreach (var found in new[] { Run<CommonNoiseCoupling<RandomWalk>>("common-noise"), Run<IndependentVectorCoupling<RandomWalk>>("independent") })
        {
            Assert.DoesNotContain(1.0, found.Met);
            RequireMarginal(found.Steps);
        }
    }

    [Fact]
    public void A_coupling_with_steps_of_another_scale_is_told_apart()
    {
        var squares = Run<ReflectionCoupling<RandomWalk>>("reflection").Steps.Select(step => 1.05 * step[0] * step[0]).ToArray();
        Statistically.Differs(1, Statistically.Mean(squares), "variance of a step, five per cent too large", Trials);
    }

    /// <summary>(y′ − y)/σ is standard normal in two dimensions: moments of first to fourth order, and the share within one radius.</summary>
    private static void RequireMarginal(double[][] steps)
    {
        void Agrees(double exact, Func<double[], double> moment, string what) => Statistically.Agrees(exact, Statistically.Mean([.. steps.Select(moment)]), what, Trials);

        for (var i = 0; i < 2; i++)
        {
            var coordinate = i;
            Agrees(0, step => step[coordinate], $"mean {i}");
            Agrees(1, step => step[coordinate] * step[coordinate], $"variance {i}");
            Agrees(0, step => Math.Pow(step[coordinate], 3), $"third moment {i}");
            Agrees(3, step => Math.Pow(step[coordinate], 4), $"fourth moment {i}");
        }

        Agrees(0, step => step[0] * step[1], "covariance");
        Agrees(1 - Math.Exp(-0.5), step => (step[0] * step[0]) + (step[1] * step[1]) < 1 ? 1 : 0, "share within one standard deviation");
    }

    private static (double[] Met, double[][] Steps) Run<TCoupling>(string name)
        where TCoupling : struct, IVectorCoupling<RandomWalk>
    {
        var walk = new RandomWalk(new RandomWalkSettings { Scale = new Parameters(0, 1) }, 2);
        var theta = Reals(Scale);
        var (x, y) = (Reals(0.3, 0.4), Reals(0.3 + Gap[0], 0.4 + Gap[1]));
        var (primal, own) = (TestSeed.Open($"{name} primal", 0), TestSeed.Open($"{name} coupling", 0));
        var (met, steps) = (new double[Trials], new double[Trials][]);
        var (noise, room, to, suggestion) = (new double[2], new double[2], new Real[2], new Real[2]);
        for (var trial = 0; trial < Trials; trial++)
        {
            walk.Draw(noise, ref primal);
            walk.Propose<Real>(x, noise, theta, to);
            var copies = default(TCoupling).Couple(walk, new VectorMove(x, noise, to, theta), y, room, suggestion, ref own);
            var next = copies ? to : suggestion;
            met[trial] = copies ? 1 : 0;
            steps[trial] = [(next[0] - y[0]).Value / Scale, (next[1] - y[1]).Value / Scale];
        }

        return (met, steps);
    }

    private static Real[] Reals(params double[] values) => [.. values.Select(value => new Real(value))];
}
