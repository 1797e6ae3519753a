using DiffMH.Engine.Couplings;
using DiffMH.Tests.Support;
using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Couplings;

/// <summary>The couplings of vectors keep their contract and meet as often as their formulas say, and the check catches those that do not.</summary>
public sealed class VectorCouplingTests
{
    private const double Scale = 1.5;

    private static readonly double[] Theta = [Scale];
    private static readonly double[] Gap = [0.9, -1.2];   // length 1.5, so |d| = 1 and d = (0.6, -0.8)
    private static readonly Parameters One = new(0, 1);

    private static RandomWalk Gaussian => new(new RandomWalkSettings { Scale = One }, 2);

    private static LaplaceWalk Laplace => new(new LaplaceWalkSettings { Scale = One }, 2);

    private static UniformBoxWalk Box => new(new UniformBoxWalkSettings { Scale = One }, 2);

    // θ = (mean, deviation).
    private static IndependenceGaussian Independence => new(new IndependenceGaussianSettings { Mean = One, Deviation = new(1, 1) }, 2);

    private static StudentTWalk StudentT(double freedom) => new(new StudentTWalkSettings { Freedom = freedom, Scale = One }, 2);

    [Fact]
    public void Reflection_of_Gaussian_steps() =>
        Keeps<RandomWalk, ReflectionCoupling<RandomWalk>>(Gaussian, Theta, 2 * Normal.CDF(0, 1, -0.5));

    [Fact]
    public void Steps_of_each_coordinate_own_width()
    {
        // (0.9, −0.32) is (0.6, −0.8) in units of the widths.
        var walk = new RandomWalk(new RandomWalkSettings { Scale = new(0, 2) }, 2);
        Keeps<RandomWalk, ReflectionCoupling<RandomWalk>>(walk, [1.5, 0.4], 2 * Normal.CDF(0, 1, -0.5), [0.9, -0.32]);
        Keeps<RandomWalk, CommonNoiseCoupling<RandomWalk>>(walk, [1.5, 0.4], 0, [0.9, -0.32]);
        Keeps<RandomWalk, IndependentVectorCoupling<RandomWalk>>(walk, [1.5, 0.4], 0, [0.9, -0.32]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3.5)]
    public void Reflection_of_Student_steps(double freedom) =>
        Keeps<StudentTWalk, ReflectionCoupling<StudentTWalk>>(StudentT(freedom), Theta, OverlapOfStudent(freedom, 1));

    [Fact]
    public void Coordinatewise()
    {
        Keeps<LaplaceWalk, CoordinatewiseCoupling<LaplaceWalk>>(Laplace, Theta, Math.Exp(-0.3) * Math.Exp(-0.4));
        Keeps<UniformBoxWalk, CoordinatewiseCoupling<UniformBoxWalk>>(Box, Theta, 0.7 * 0.6);
        Keeps<RandomWalk, CoordinatewiseCoupling<RandomWalk>>(Gaussian, Theta, 2 * Normal.CDF(0, 1, -0.3) * 2 * Normal.CDF(0, 1, -0.4));
    }

    [Fact]
    public void A_coordinate_that_has_met_stays_met()
    {
        // In the other coordinate the boxes overlap in 1 − |d|/2 = 0.6 of their width.
        Keeps<UniformBoxWalk, CoordinatewiseCoupling<UniformBoxWalk>>(Box, Theta, 0.6, [0, -1.2]);
        Keeps<UniformBoxWalk, CoordinatewiseCoupling<UniformBoxWalk>>(Box, Theta, 0, [0.1, 3.1]);
    }

    [Fact]
    public void Independent_residual()
    {
        Keeps<RandomWalk, IndependentResidualCoupling<RandomWalk>>(Gaussian, Theta, 2 * Normal.CDF(0, 1, -0.5));
        Keeps<StudentTWalk, IndependentResidualCoupling<StudentTWalk>>(StudentT(3.5), Theta, OverlapOfStudent(3.5, 1));
        Keeps<UniformBoxWalk, IndependentResidualCoupling<UniformBoxWalk>>(Box, Theta, 0.7 * 0.6);
        Keeps<LaplaceWalk, IndependentResidualCoupling<LaplaceWalk>>(Laplace, Theta, OverlapOfLaplace(0.6, 0.8));
        Keeps<IndependenceGaussian, IndependentResidualCoupling<IndependenceGaussian>>(Independence, [0.2, 1.5], 1);
    }

    [Fact]
    public void Common_noise_and_independent_proposals_never_meet()
    {
        Keeps<RandomWalk, CommonNoiseCoupling<RandomWalk>>(Gaussian, Theta, 0);
        Keeps<StudentTWalk, CommonNoiseCoupling<StudentTWalk>>(StudentT(1), Theta, 0);
        Keeps<LaplaceWalk, IndependentVectorCoupling<LaplaceWalk>>(Laplace, Theta, 0);
        Keeps<IndependenceGaussian, IndependentVectorCoupling<IndependenceGaussian>>(Independence, [0.2, 1.5], 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void At_any_strength_chains_meet_in_proportion(double strength)
    {
        Keeps(Gaussian, Theta, strength * 2 * Normal.CDF(0, 1, -0.5), coupling: new WeakVectorCoupling<RandomWalk, ReflectionCoupling<RandomWalk>>(strength));
        Keeps(Laplace, Theta, strength * Math.Exp(-0.7), coupling: new WeakVectorCoupling<LaplaceWalk, CoordinatewiseCoupling<LaplaceWalk>>(strength));
    }

    [Fact]
    public void Couplings_with_a_wrong_marginal_are_caught()
    {
        Assert.NotEmpty(VectorCouplingContract.Check<RandomWalk, Copy<RandomWalk>>(Gaussian, Theta, Gap));
        Assert.NotEmpty(VectorCouplingContract.Check<RandomWalk, WithoutMirror<RandomWalk>>(Gaussian, Theta, Gap));
        Assert.NotEmpty(VectorCouplingContract.Check<LaplaceWalk, WithoutResidual<LaplaceWalk>>(Laplace, Theta, Gap));
        Assert.NotEmpty(VectorCouplingContract.Check<StudentTWalk, WithoutResidual<StudentTWalk>>(StudentT(1), Theta, Gap));
    }

    [Fact]
    public void A_coupling_that_meets_less_often_would_be_seen() =>
        Statistically.Differs(
            2 * Normal.CDF(0, 1, -0.5), VectorCouplingContract.Meeting<RandomWalk, CoordinatewiseCoupling<RandomWalk>>(Gaussian, Theta, Gap), "the largest possible, against coordinate by coordinate");

    private static void Keeps<TProposal, TCoupling>(TProposal proposal, double[] theta, double meeting, double[]? gap = null, TCoupling coupling = default)
        where TProposal : struct, IVectorProposal
        where TCoupling : struct, IVectorCoupling<TProposal>
    {
        Assert.Empty(VectorCouplingContract.Check(proposal, theta, gap ?? Gap, coupling));
        var found = VectorCouplingContract.Meeting(proposal, theta, gap ?? Gap, coupling);
        if (meeting is 0 or 1)
        {
            Assert.Equal(meeting, found.Value);
        }
        else
        {
            Statistically.Agrees(meeting, found, $"P(meet) of {typeof(TCoupling)}");
            Statistically.Differs(0.95 * meeting, found, $"P(meet) of {typeof(TCoupling)}, five per cent");
        }
    }

    /// <summary>∫ min of two spherical densities at distance d is twice the mass of one beyond d/2; the marginal of a spherical t is a t, here by quadrature.</summary>
    private static double OverlapOfStudent(double freedom, double distance)
    {
        const int Steps = 200_000;
        var (sum, inside) = (0.0, 0.0);
        for (var i = 0; i < Steps; i++)
        {
            // x = tan(a) takes the half line into (0, π/2).
            var a = (i + 0.5) * Math.PI / 2 / Steps;
            var x = Math.Tan(a);
            var mass = Math.Pow(1 + (x * x / freedom), -(freedom + 1) / 2) / (Math.Cos(a) * Math.Cos(a));
            sum += mass;
            inside += x < distance / 2 ? mass : 0;
        }

        return 1 - (inside / sum);
    }

    private static double OverlapOfLaplace(double a, double b)
    {
        const double Width = 0.01;
        var sum = 0.0;
        for (var x = -15 + (Width / 2); x < 15; x += Width)
        {
            for (var y = -15 + (Width / 2); y < 15; y += Width)
            {
                sum += Math.Exp(-Math.Max(Math.Abs(x) + Math.Abs(y), Math.Abs(x - a) + Math.Abs(y - b)));
            }
        }

        return sum * Width * Width / 4;
    }

    /// <summary>Wrong: the primal's suggestion whatever y is.</summary>
    private readonly struct Copy<TProposal> : IVectorCoupling<TProposal>
        where TProposal : struct, IVectorProposal
    {
        public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream) => true;
    }

    /// <summary>Wrong: where x′ is not copied, y steps as x does.</summary>
    private readonly struct WithoutMirror<TProposal> : IVectorCoupling<TProposal>
        where TProposal : struct, ISphericalWalk
    {
        public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
        {
            var copies = default(ReflectionCoupling<TProposal>).Couple(proposal, primal, y, noise, suggestion, ref stream);
            proposal.Propose(y, primal.Noise, primal.Theta, suggestion);
            return copies;
        }
    }

    /// <summary>Wrong: where x′ is not copied, y′ comes from q(y, ·) instead of what is left of it.</summary>
    private readonly struct WithoutResidual<TProposal> : IVectorCoupling<TProposal>
        where TProposal : struct, IProposalDensity
    {
        public bool Couple(in TProposal proposal, in VectorMove primal, ReadOnlySpan<Real> y, Span<double> noise, Span<Real> suggestion, ref RandomStream stream)
        {
            var copies = default(IndependentResidualCoupling<TProposal>).Couple(proposal, primal, y, noise, suggestion, ref stream);
            proposal.Draw(noise, ref stream);
            proposal.Propose(y, noise, primal.Theta, suggestion);
            return copies;
        }
    }
}
