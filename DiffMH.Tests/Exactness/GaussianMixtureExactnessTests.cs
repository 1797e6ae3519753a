using DiffMH.Tests.Oracles;
using DiffMH.Tests.Support;

namespace DiffMH.Tests.Exactness;

/// <summary>A mixture of Gaussians on the points of space: short chains against an operator on a grid, long ones against the moments of the density.</summary>
public sealed class GaussianMixtureExactnessTests
{
    private const int Lanes = 60_000;
    private const double Scale = 2;
    private const double Start = 0.5;

    private static readonly string[] Wrt = ["means[0]", "deviations[1]", "weights[1]"];
    private static readonly Line At = new(-1, 1, 1.5, 0.75, 2, 1);

    [Theory]
    [InlineData(Scheme.Symmetric, 1, "reflection")]
    [InlineData(Scheme.Symmetric, 4, "reflection")]
    [InlineData(Scheme.Symmetric, 4, "independent-residual")]
    [InlineData(Scheme.Accept, 2, "common-noise")]
    public void Moments_and_derivatives_are_those_of_the_finite_chain(Scheme scheme, int alternatives, string coupling)
    {
        var chain = new ChainSettings(1, 1, 2, 2, "fixed");
        var lanes = PointOf.GaussianMixture(At.Settings, Scale, scheme, alternatives, coupling, chain, Wrt).Run(Lanes);
        for (var k = 0; k < Line.Observables; k++)
        {
            Statistically.Agrees(Exact(chain, At, k), lanes.Moment(k), $"observable {k}", Lanes);
            for (var parameter = 0; parameter < Wrt.Length; parameter++)
            {
                Statistically.Agrees(Slope(chain, parameter, k), lanes.Slope(k, parameter), $"observable {k} by {Wrt[parameter]}", Lanes);
            }
        }
    }

    [Fact]
    public void An_error_of_two_fifths_and_a_wrong_sign_would_be_seen()
    {
        var chain = new ChainSettings(1, 1, 2, 2, "fixed");
        var lanes = PointOf.GaussianMixture(At.Settings, Scale, Scheme.Symmetric, 4, "reflection", chain, Wrt).Run(4 * Lanes);
        for (var parameter = 0; parameter < Wrt.Length; parameter++)
        {
            Statistically.Differs(0.6 * Slope(chain, parameter, 0), lanes.Slope(0, parameter), $"{Wrt[parameter]}, two fifths", 4 * Lanes);
            Statistically.Differs(-Slope(chain, parameter, 0), lanes.Slope(0, parameter), $"{Wrt[parameter]}, sign", 4 * Lanes);
        }
    }

    // Shares 1/2, 1/4, 1/4; ∂E[x₀]/∂μ₁₀ = w₁, ∂E[x₀²]/∂μ₁₀ = 2 w₁ μ₁₀, ∂E[x₀²]/∂σ₁ = 2 w₁ σ₁, ∂w₁/∂(weight 2) = −w₁/Σ; responsibilities have the shares as means.
    [Theory]
    [InlineData(EstimatorMethod.Dmh)]
    [InlineData(EstimatorMethod.Covariance)]
    public void In_a_plane_long_chains_have_the_derivatives_of_the_moments(EstimatorMethod method)
    {
        const string settings = """{"dimension":2,"means":[-1,0,1.5,1,0,-1.5],"deviations":[1,0.75,1.25],"weights":[2,1,1]}""";
        string[] wrt = ["means[0]", "deviations[0]", "weights[1]"];
        const int Chains = 400;
        var chains = PointOf.GaussianMixture(settings, 1.8, Scheme.Symmetric, 4, "reflection", new(1, 100, 3000, 1, "fixed"), wrt).With(method).RunMerged(Chains);
        var (first, second) = (new[] { -1.0, 1.5, 0 }, new[] { 2.0, 1.5 * 1.5 + 0.75 * 0.75, 1.25 * 1.25 });
        var means = ((2 * first[0]) + first[1] + first[2], (2 * second[0]) + second[1] + second[2]);
        (int Observable, int Parameter, double Exact)[] cases =
            [
                (0, 0, 0.5), (1, 0, 0), (2, 0, -1), (2, 1, 1), (3, 1, 1), (4, 0, 0), (4, 2, -0.125), (5, 2, 0.1875),
                (0, 2, (first[1] / 4) - (means.Item1 / 16)), (2, 2, (second[1] / 4) - (means.Item2 / 16)),
            ];
        foreach (var (observable, parameter, exact) in cases)
        {
            Statistically.Agrees(exact, chains.Slope(observable, parameter), $"observable {observable} by {wrt[parameter]}", Chains);
            if (exact != 0)
            {
                Statistically.Differs(0.7 * exact, chains.Slope(observable, parameter), $"observable {observable} by {wrt[parameter]}, three tenths", Chains);
            }
        }
    }

    private static double Exact(ChainSettings chain, Line at, int observable) => new LineWalk(Scale, Start, chain).Average(at.Density, x => at.Observe(observable, x));

    private static double Slope(ChainSettings chain, int parameter, int observable) =>
        (Exact(chain, At.Moved(parameter, LineWalk.Step), observable) - Exact(chain, At.Moved(parameter, -LineWalk.Step), observable)) / (2 * LineWalk.Step);

    /// <summary>Two components on a line, written out.</summary>
    private sealed record Line(double Mean1, double Deviation1, double Mean2, double Deviation2, double Weight1, double Weight2)
    {
        /// <summary>x, x² and both responsibilities.</summary>
        public const int Observables = 4;

        public string Settings => $$"""{"means":[{{Mean1:R}},{{Mean2:R}}],"deviations":[{{Deviation1:R}},{{Deviation2:R}}],"weights":[{{Weight1:R}},{{Weight2:R}}],"start":{{Start:R}}}""";

        public Line Moved(int parameter, double by) => parameter switch
        {
            0 => this with { Mean1 = Mean1 + by },
            1 => this with { Deviation2 = Deviation2 + by },
            _ => this with { Weight2 = Weight2 + by },
        };

        public double Density(double x) => First(x) + Second(x);

        public double Observe(int observable, double x) => observable switch
        {
            0 => x,
            1 => x * x,
            2 => First(x) / Density(x),
            _ => Second(x) / Density(x),
        };

        private double First(double x) => Weight1 / Deviation1 * Math.Exp(-0.5 * Math.Pow((x - Mean1) / Deviation1, 2));

        private double Second(double x) => Weight2 / Deviation2 * Math.Exp(-0.5 * Math.Pow((x - Mean2) / Deviation2, 2));
    }
}
