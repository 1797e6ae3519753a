using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

/// <summary>Steps in other coordinates than θ: their size, the chain rule, and the bounds.</summary>
public sealed class CoordinatesTests
{
    private static readonly OptimizerSettings Plain = FakePoints.Adam with { Method = OptimizerMethod.Sgd, LearningRate = 0.125, Iterations = 4, TailAverage = 1 };

    [Fact]
    public void A_step_by_the_logarithm_multiplies()
    {
        // η = log 2, g = dφ/dθ, η′ = η + α θ g: θ′ = 2 exp(2 α g).
        var (theta, gradient) = Steps(Plain with { Transforms = [ParameterTransform.Log] });
        for (var i = 0; i + 1 < theta.Length; i++)
        {
            Assert.Equal(theta[i] * Math.Exp(0.125 * theta[i] * gradient[i]), theta[i + 1], 1e-14);
        }

        Assert.NotEqual(theta[0], theta[1]);
    }

    [Fact]
    public void A_step_by_the_logit_stays_between_the_bounds()
    {
        // θ = 1 + 4 s from 2, s = 1/4: η = log(s / (1 − s)), dθ/dη = 4 s (1 − s).
        var (theta, gradient) = Steps(Plain with { Transforms = [ParameterTransform.Logit], Lower = Vector.Of(1), Upper = Vector.Of(5) });
        for (var i = 0; i + 1 < theta.Length; i++)
        {
            var share = (theta[i] - 1) / 4;
            var moved = Math.Log(share / (1 - share)) + (0.125 * gradient[i] * 4 * share * (1 - share));
            Assert.Equal(1 + (4 / (1 + Math.Exp(-moved))), theta[i + 1], 1e-14);
        }

        Assert.NotEqual(theta[0], theta[1]);
    }

    [Fact]
    public void Adam_moves_the_logarithm_by_its_rate()
    {
        var (theta, gradient) = Steps(FakePoints.Adam with { Transforms = [ParameterTransform.Log] });
        Assert.True(gradient[0] > 0);
        Assert.Equal(2 * Math.Exp(0.1), theta[1], 1e-8);
    }

    [Theory]
    [InlineData(ParameterTransform.Log, 1e-3, 1e3)]
    [InlineData(ParameterTransform.Logit, 1, 2.5)]
    [InlineData(ParameterTransform.Logit, 1.99999999, 2.5)]
    public void However_long_the_step_theta_stays_inside_and_comes_back(ParameterTransform transform, double lower, double upper)
    {
        var bounds = new Bounds(Vector.Of(lower), Vector.Of(upper));
        var coordinates = new Coordinates([transform], bounds);
        foreach (var far in new[] { -1e300, -800, -40, 40, 1e300 }.Where(far => transform == ParameterTransform.Logit || far < 0))
        {
            double[] theta = [2];
            double[] gradient = [1];
            coordinates.Enter(theta, gradient);
            theta[0] += far;
            coordinates.Leave(theta);
            Assert.True(theta[0] > (transform == ParameterTransform.Log ? 0 : lower) && theta[0] < upper, $"{theta[0]:R}");
            bounds.Project(theta);
            coordinates.Enter(theta, gradient);
            Assert.True(double.IsFinite(theta[0]) && gradient[0] > 0, "from where it is, it can be led back");
        }
    }

    [Theory]
    [InlineData(ParameterTransform.None, 2.0)]
    [InlineData(ParameterTransform.Log, 2.0)]
    [InlineData(ParameterTransform.Log, 1e-6)]
    [InlineData(ParameterTransform.Logit, 1.25)]
    [InlineData(ParameterTransform.Logit, 4.9375)]
    public void There_and_back_is_where_one_was_and_the_slope_is_the_limit_of_differences(ParameterTransform transform, double at)
    {
        var coordinates = new Coordinates([transform], new Bounds(Vector.Of(1), Vector.Of(5)));
        double[] coordinate = [at];
        double[] slope = [1];
        coordinates.Enter(coordinate, slope);
        Assert.Equal(at, Left(0), 1e-14 * at);
        Assert.Equal((Left(1e-5) - Left(-1e-5)) / 2e-5, slope[0], 1e-8 * at);

        double Left(double step)
        {
            double[] moved = [coordinate[0] + step];
            coordinates.Leave(moved);
            return moved[0];
        }
    }

    [Fact]
    public void Bounds_hold_in_every_coordinate_and_results_are_of_theta_itself()
    {
        var settings = FakePoints.Adam with { Transforms = [ParameterTransform.Log], Upper = Vector.Of(2.25), TailAverage = 2 };
        var (theta, _) = Steps(settings);
        Assert.All(theta, value => Assert.InRange(value, 2, 2.25));
        Assert.Equal(2.25, theta[^1]);
    }

    [Fact]
    public void The_trace_and_the_result_have_the_gradient_in_theta()
    {
        var problem = FakePoints.Optimize(optimizer: Plain with { Transforms = [ParameterTransform.Log], Clip = 1e-3 });
        var natural = FakePoints.Optimize(optimizer: Plain);
        Assert.Equal(FakePoints.Finish(new PointRun(natural), FakePoints.Kernel(natural))[0].Numbers, FakePoints.Finish(new PointRun(problem), FakePoints.Kernel(problem))[0].Numbers);
    }

    [Fact]
    public void Transforms_that_change_nothing_have_the_bits_of_none()
    {
        var (plain, _) = Steps(Plain);
        Assert.Equal(plain, Steps(Plain with { Transforms = [ParameterTransform.None], Clip = 1e6 }).Theta);
        Assert.NotEqual(plain, Steps(Plain with { Clip = 0.5 }).Theta);
    }

    [Theory]
    [InlineData(new[] { 3.0, -4.0 }, 10.0, new[] { 3.0, -4.0 })]
    [InlineData(new[] { 3.0, -4.0 }, 5.0, new[] { 3.0, -4.0 })]
    [InlineData(new[] { 3.0, -4.0 }, 2.5, new[] { 1.5, -2.0 })]
    [InlineData(new[] { 0.0, 0.0 }, 1.0, new[] { 0.0, 0.0 })]
    [InlineData(new[] { 3e200, -4e200 }, 1.0, new[] { 0.6, -0.8 })]
    [InlineData(new[] { -8.0 }, 2.0, new[] { -2.0 })]
    public void A_long_gradient_is_shortened_as_a_whole(double[] gradient, double most, double[] shortened)
    {
        GradientClip.Apply(gradient, most);
        Assert.All(gradient.Zip(shortened), pair => Assert.Equal(pair.Second, pair.First, 1e-15 * Math.Max(1, Math.Abs(pair.Second))));
        double[] untouched = [1e9];
        GradientClip.Apply(untouched, null);
        Assert.Equal([1e9], untouched);
    }

    [Fact]
    public void A_step_by_a_shortened_gradient_is_the_rate_times_the_limit()
    {
        var (theta, gradient) = Steps(Plain with { Clip = 0.5 });
        Assert.True(gradient[0] > 0.5);
        Assert.Equal(2 + (0.125 * 0.5), theta[1], 1e-14);
    }

    [Fact]
    public void What_is_shortened_is_the_gradient_in_the_coordinate_that_moves()
    {
        var (theta, gradient) = Steps(Plain with { Transforms = [ParameterTransform.Log], Clip = 0.5 });
        Assert.True(gradient[0] > 0.5, "else no limit is reached, in θ as in η");
        Assert.Equal(2 * Math.Exp(0.125 * 0.5), theta[1], 1e-14);
    }

    [Theory]
    [InlineData(5, 30)]
    [InlineData(1, -30)]
    public void A_logit_on_an_end_is_as_far_as_one_can_go(double end, double coordinate)
    {
        double[] theta = [end];
        double[] gradient = [1];
        new Coordinates([ParameterTransform.Logit], new Bounds(Vector.Of(1), Vector.Of(5))).Enter(theta, gradient);
        Assert.Equal(coordinate, theta[0]);
        Assert.Equal(4 * Math.Exp(-30), gradient[0], 1e-24);
    }

    /// <summary>θ of a replicate in each iteration, and the gradients there.</summary>
    private static (double[] Theta, double[] Gradient) Steps(OptimizerSettings settings)
    {
        var problem = FakePoints.Optimize(replicates: 1, optimizer: settings);
        var rows = FakePoints.Finish(new PointRun(problem), FakePoints.Kernel(problem)).Where(row => row.Iteration < settings.Iterations).ToArray();
        return ([.. rows.Select(row => row.Numbers[0])], [.. rows.Select(row => row.Numbers[3])]);
    }
}
