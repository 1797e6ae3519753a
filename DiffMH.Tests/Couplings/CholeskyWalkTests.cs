using DiffMH.Engine.Couplings;
using DiffMH.Tests.Support;
using MathNet.Numerics.Distributions;

namespace DiffMH.Tests.Couplings;

/// <summary>Random walks with a full covariance: steps of that covariance, whitened back to their noise, and coupled as often as any coupling can.</summary>
public sealed class CholeskyWalkTests
{
    private const int Trials = 200_000;

    // L = [1.5 0; -0.8 0.6]
    private static readonly Real[] Theta = Reals(1.5, 0.6, -0.8);
    private static readonly CholeskyWalk Walk = new(new CholeskyWalkSettings { Diagonal = new Parameters(0, 2), Below = new Parameters(2, 1) }, 2);

    [Fact]
    public void Whitening_gives_back_the_noise()
    {
        // L = [2 0 0; 3 4 0; 5 6 7]
        var walk = new CholeskyWalk(new CholeskyWalkSettings { Diagonal = new Parameters(0, 3), Below = new Parameters(3, 3) }, 3);
        var (theta, x, to, noise) = (Reals(2, 4, 7, 3, 5, 6), Reals(1, 1, 1), new Real[3], new double[3]);
        walk.Propose<Real>(x, [0.5, -1, 2], theta, to);
        Assert.Equal(Reals(1 + 1, 1 + 1.5 - 4, 1 + 2.5 - 6 + 14), to);
        walk.Whiten(x, to, theta, noise);
        Assert.Equal([0.5, -1, 2], noise);
    }

    [Fact]
    public void Without_entries_below_the_diagonal_it_is_the_plain_walk()
    {
        var walk = new CholeskyWalk(new CholeskyWalkSettings { Diagonal = new Parameters(0, 1) }, 2);
        var to = new Real[2];
        walk.Propose<Real>(Reals(0, 0), [0.5, -1], Reals(3), to);
        Assert.Equal(Reals(1.5, -3), to);
    }

    [Theory]
    [InlineData(3, 1, "diagonal", "found 3 numbers; there must be 2")]
    [InlineData(2, 2, "below", "found 2 numbers; there must be one")]
    public void Lists_of_another_length_are_refused(int diagonal, int below, string setting, string message)
    {
        var settings = new CholeskyWalkSettings { Diagonal = new Parameters(0, diagonal), Below = new Parameters(diagonal, below) };
        var refused = Assert.Throws<SettingException>(() => new CholeskyWalk(settings, 2));
        Assert.Equal(setting, refused.Setting);
        Assert.Contains(message, refused.Message);
    }

    [Fact]
    public void Reflection_keeps_the_covariance_of_the_alternative_and_meets_as_often_as_any_coupling_can()
    {
        // y − x = L d with d = (0.6, −0.8), of length 1.
        var (x, y) = (Reals(0.3, 0.4), Reals(0.3 + (1.5 * 0.6), 0.4 - (0.8 * 0.6) - (0.6 * 0.8)));
        var (primal, own) = (TestSeed.Open("cholesky primal", 0), TestSeed.Open("cholesky coupling", 0));
        var (met, first, second, product) = (new double[Trials], new double[Trials], new double[Trials], new double[Trials]);
        var (noise, room, to, suggestion) = (new double[2], new double[2], new Real[2], new Real[2]);
        for (var trial = 0; trial < Trials; trial++)
        {
            Walk.Draw(noise, ref primal);
            Walk.Propose<Real>(x, noise, Theta, to);
            var copies = default(ReflectionCoupling<CholeskyWalk>).Couple(Walk, new VectorMove(x, noise, to, Theta), y, room, suggestion, ref own);
            var next = copies ? to : suggestion;
            var (step0, step1) = ((next[0] - y[0]).Value, (next[1] - y[1]).Value);
            (met[trial], first[trial], second[trial], product[trial]) = (copies ? 1 : 0, step0 * step0, step1 * step1, step0 * step1);
        }

        Statistically.Agrees(2 * Normal.CDF(0, 1, -0.5), Statistically.Mean(met), "P(meet)", Trials);
        Statistically.Agrees(1.5 * 1.5, Statistically.Mean(first), "variance of the first", Trials);
        Statistically.Agrees((0.8 * 0.8) + (0.6 * 0.6), Statistically.Mean(second), "variance of the second", Trials);
        Statistically.Agrees(-1.5 * 0.8, Statistically.Mean(product), "covariance", Trials);
        Statistically.Differs(-0.95 * 1.5 * 0.8, Statistically.Mean(product), "covariance, five per cent", Trials);
    }

    private static Real[] Reals(params double[] values) => [.. values.Select(value => new Real(value))];
}
