using DiffMH.Engine.Couplings;
using DiffMH.Tests.Support;
using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Couplings;

/// <summary>Couplings on real vectors: the alternative steps as its proposal says, and meets as often as the formula says.</summary>
public sealed class VectorCouplingTests
{
    private const int Trials = 200_000;

    private static readonly double[] Whitened = [0.6, -0.8];   // d = L⁻¹(y − x), of length 1

    /// <summary>σ, one for all coordinates and one for each.</summary>
    public static TheoryData<double[]> Scales { get; } = new() { new[] { 1.5 }, new[] { 1.5, 0.4 } };

    [Theory]
    [MemberData(nameof(Scales))]
    public void Reflection_keeps_the_proposal_of_the_alternative_and_meets_as_often_as_any_coupling_can(double[] scales)
    {
        var found = Run<ReflectionCoupling<RandomWalk>>("reflection", scales);
        Statistically.Agrees(2 * Normal.CDF(0, 1, -0.5), Statistically.Mean(found.Met), "P(meet)", Trials);
        Statistically.Differs(0.95 * 2 * Normal.CDF(0, 1, -0.5), Statistically.Mean(found.Met), "P(meet), five per cent", Trials);
        RequireMarginal(found.Steps);
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void Common_noise_and_independent_proposals_keep_the_proposal_and_never_meet(double[] scales)
    {
        foreach (var found in new[] { Run<CommonNoiseCoupling<RandomWalk>>("common-noise", scales), Run<IndependentVectorCoupling<RandomWalk>>("independent", scales) })
        {
            Assert.DoesNotContain(1.0, found.Met);
            RequireMarginal(found.Steps);
        }
    }

    [Fact]
    public void A_coupling_with_steps_of_another_scale_is_told_apart()
    {
        var squares = Run<ReflectionCoupling<RandomWalk>>("reflection", [1.5]).Steps.Select(step => 1.05 * step[0] * step[0]).ToArray();
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

    private static (double[] Met, double[][] Steps) Run<TCoupling>(string name, double[] scales)
        where TCoupling : struct, IVectorCoupling<RandomWalk>
    {
        var walk = new RandomWalk(new RandomWalkSettings { Scale = new Parameters(0, scales.Length) }, 2);
        var theta = Reals(scales);
        double Scale(int i) => scales[scales.Length == 1 ? 0 : i];
        var (x, y) = (Reals(0.3, 0.4), Reals(0.3 + (Whitened[0] * Scale(0)), 0.4 + (Whitened[1] * Scale(1))));
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
            steps[trial] = [(next[0] - y[0]).Value / Scale(0), (next[1] - y[1]).Value / Scale(1)];
        }

        return (met, steps);
    }

    private static Real[] Reals(params double[] values) => [.. values.Select(value => new Real(value))];
}
