using DiffMH.Tests.Support;
using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Proposals;

/// <summary>Proposals of vectors draw what they say, and their densities and log ratios are those of their draws.</summary>
public sealed class VectorProposalTests
{
    private const int Draws = 200_000;

    private static readonly Parameters One = new(0, 1);
    private static readonly double[] Levels = [0.02, 0.2, 0.5, 0.9, 0.995];

    [Theory]
    [InlineData(1)]
    [InlineData(1.6)]
    [InlineData(7)]
    public void A_coordinate_of_a_Student_walk_is_a_Student_number(double freedom)
    {
        var walk = new StudentTWalk(new StudentTWalkSettings { Freedom = freedom, Scale = One }, 2);
        var steps = Steps(walk, [2.0]);
        Follows(steps, level => 2 * StudentT.InvCDF(0, 1, freedom, level));

        // Both coordinates have one stretch, so that |ε|²/2 is of the F law of 2 and ν degrees of freedom: P(|ε|² > s) = (1 + s/ν)^(−ν/2).
        Statistically.Agrees(Math.Pow(1 + (9 / freedom), -freedom / 2), Share(steps, step => (step[0] * step[0]) + (step[1] * step[1]) > 36), "share beyond radius 3");
        Statistically.Differs(Math.Exp(-4.5), Share(steps, step => (step[0] * step[0]) + (step[1] * step[1]) > 36), "the Gaussian share");
    }

    [Fact]
    public void A_coordinate_of_a_Laplace_walk_is_a_Laplace_number() =>
        Follows(Steps(new LaplaceWalk(new LaplaceWalkSettings { Scale = One }, 2), [2.0]), level => level < 0.5 ? 2 * Math.Log(2 * level) : -2 * Math.Log(2 * (1 - level)));

    [Fact]
    public void A_coordinate_of_a_box_walk_is_uniform() =>
        Follows(Steps(new UniformBoxWalk(new UniformBoxWalkSettings { Scale = One }, 2), [2.0]), level => 2 * ((2 * level) - 1));

    [Fact]
    public void An_independence_sampler_does_not_look_at_the_state() =>
        Follows(Steps(Independence, [0.5, 2.0]), level => 0.5 - 10 + (2 * Normal.InvCDF(0, 1, level)));

    [Fact]
    public void Log_ratios_are_those_of_the_densities()
    {
        Real[] x = [new(0.3), new(-1)], next = [new(2.2), new(0.4)], theta = [new(0.5), new(2)];
        var room = new double[2];
        var forth = Independence.LogDensity(x, next, theta, room);
        var back = Independence.LogDensity(next, x, theta, room);
        Assert.Equal(Square((2.2 - 0.5) / 2) + Square((0.4 - 0.5) / 2) - Square((0.3 - 0.5) / 2) - Square((-1 - 0.5) / 2), 2 * (back - forth), 1e-12);
        Assert.Equal(back - forth, Independence.LogRatio<Real>(x, next, theta).Value, 1e-12);
        Assert.Equal(0, Independence.LogRatio<Real>(x, x, theta).Value);
    }

    [Fact]
    public void Densities_are_those_of_the_laws()
    {
        Real[] x = [new(0), new(0)], near = [new(0.4), new(-1)], far = [new(3), new(1)], two = [new(2)];
        double Difference<T>(T walk)
            where T : struct, IProposalDensity => walk.LogDensity(x, far, two, new double[2]) - walk.LogDensity(x, near, two, new double[2]);

        Assert.Equal(-2.5 * Math.Log((1 + (2.5 / 3)) / (1 + (0.29 / 3))), Difference(new StudentTWalk(new StudentTWalkSettings { Freedom = 3, Scale = One }, 2)), 1e-12);
        Assert.Equal(-(2 - 0.7), Difference(new LaplaceWalk(new LaplaceWalkSettings { Scale = One }, 2)), 1e-12);
        Assert.Equal(double.NegativeInfinity, Difference(new UniformBoxWalk(new UniformBoxWalkSettings { Scale = One }, 2)));
        Assert.Equal(-0.5 * (2.5 - 0.29), Difference(new RandomWalk(new RandomWalkSettings { Scale = One }, 2)), 1e-12);
    }

    [Fact]
    public void A_number_of_scales_that_fits_neither_one_nor_the_dimension_is_refused()
    {
        var three = new Parameters(0, 3);
        Assert.Equal("scale", Assert.Throws<SettingException>(() => new LaplaceWalk(new LaplaceWalkSettings { Scale = three }, 2)).Setting);
        Assert.Equal("scale", Assert.Throws<SettingException>(() => new UniformBoxWalk(new UniformBoxWalkSettings { Scale = three }, 2)).Setting);
        Assert.Equal("scale", Assert.Throws<SettingException>(() => new StudentTWalk(new StudentTWalkSettings { Freedom = 3, Scale = three }, 2)).Setting);
        Assert.Equal("mean", Assert.Throws<SettingException>(() => new IndependenceGaussian(new IndependenceGaussianSettings { Mean = three, Deviation = One }, 2)).Setting);
        Assert.Equal("deviation", Assert.Throws<SettingException>(() => new IndependenceGaussian(new IndependenceGaussianSettings { Mean = One, Deviation = three }, 2)).Setting);
    }

    // θ = (mean, deviation).
    private static IndependenceGaussian Independence => new(new IndependenceGaussianSettings { Mean = One, Deviation = new(1, 1) }, 2);

    private static double Square(double x) => x * x;

    /// <summary>x′ − x from x = (10, 10).</summary>
    private static double[][] Steps<T>(T proposal, double[] theta)
        where T : struct, IVectorProposal
    {
        var stream = TestSeed.Open($"steps {typeof(T)} {string.Join(' ', theta)}", 0);
        Real[] x = [new(10), new(10)], parameters = [.. theta.Select(value => new Real(value))];
        var (noise, next, steps) = (new double[2], new Real[2], new double[Draws][]);
        for (var draw = 0; draw < Draws; draw++)
        {
            proposal.Draw(noise, ref stream);
            proposal.Propose<Real>(x, noise, parameters, next);
            steps[draw] = [next[0].Value - 10, next[1].Value - 10];
        }

        return steps;
    }

    private static void Follows(double[][] steps, Func<double, double> quantile)
    {
        for (var i = 0; i < 2; i++)
        {
            foreach (var level in Levels)
            {
                var bound = quantile(level);
                Statistically.Agrees(level, Share(steps, step => step[i] < bound), $"share of coordinate {i} below its quantile {level}");
            }

            var (median, width) = (quantile(0.5), quantile(0.9) - quantile(0.5));
            Statistically.Differs(0.9, Share(steps, step => 1.1 * (step[i] - median) < width), "ten per cent longer steps");
        }
    }

    private static (double Value, double Error) Share(double[][] steps, Func<double[], bool> test) => Statistically.Mean([.. steps.Select(step => test(step) ? 1.0 : 0.0)]);
}
