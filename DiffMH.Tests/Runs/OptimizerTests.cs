using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

public sealed class OptimizerTests
{
    [Fact]
    public void The_first_step_of_Adam_is_the_learning_rate_whatever_the_gradient()
    {
        double[] theta = [1, 1, 1];
        new Adam(0.01, 0.9, 0.999, 1e-8).Step(1, [1e-3, -5e4, 0], theta, new double[6]);
        Assert.Equal(1 + (0.01 * 1e-3 / (1e-3 + 1e-8)), theta[0], 15);
        Assert.Equal(0.99, theta[1], 14);
        Assert.Equal(1, theta[2]);
    }

    [Fact]
    public void Two_steps_of_Adam_are_those_computed_by_hand()
    {
        // g = 2, then −1; β₁ = ½, β₂ = ¾, ε = ½: m = 1, then 0; v = 1, then 1. Second step: m̂ = 0.
        // First: m̂ = 2, v̂ = 4: 0.5 · 2 / 2.5 = 0.4.
        double[] theta = [0];
        var memory = new double[2];
        var adam = new Adam(0.5, 0.5, 0.75, 0.5);
        adam.Step(1, [2], theta, memory);
        Assert.Equal(0.4, theta[0], 15);
        Assert.Equal([1, 1], memory);
        adam.Step(2, [-1], theta, memory);
        Assert.Equal(0.4, theta[0], 15);
        Assert.Equal([0, 1], memory);
    }

    [Fact]
    public void Adam_follows_an_independent_implementation()
    {
        // Python, uphill on −(θ₀ − 3)² − 2(θ₁ + 1)² from (0, 0) by the paper's algorithm with powers of floats.
        Assert.Equal(2.148078260275786, Climb(new Adam(0.05, 0.9, 0.999, 1e-8), 50)[0], 12);
        Assert.Equal(-1.0378819993114619, Climb(new Adam(0.05, 0.9, 0.999, 1e-8), 50)[1], 12);
        Assert.Equal(2.999999991654313, Climb(new Adam(0.05, 0.9, 0.999, 1e-8), 400)[0], 12);
    }

    [Fact]
    public void Gradient_steps_gather_momentum()
    {
        // α = 0.1, μ = ½, g = 1, 1, −1: v = 0.1, 0.15, −0.025.
        double[] theta = [0];
        var memory = new double[1];
        var rule = new MomentumGradient(0.1, 0.5);
        rule.Step(1, [1], theta, memory);
        Assert.Equal(0.1, theta[0], 15);
        rule.Step(2, [1], theta, memory);
        Assert.Equal(0.25, theta[0], 15);
        rule.Step(3, [-1], theta, memory);
        Assert.Equal(0.225, theta[0], 15);
    }

    [Fact]
    public void Gradient_steps_follow_an_independent_implementation() =>
        Assert.Equal(3.007918800756647, Climb(new MomentumGradient(0.02, 0.8), 50)[0], 12);

    private static double[] Climb(IOptimizer rule, int steps)
    {
        double[] theta = [0, 0];
        var memory = new double[rule.Slots * 2];
        for (var step = 1; step <= steps; step++)
        {
            rule.Step(step, [-2 * (theta[0] - 3), -4 * (theta[1] + 1)], theta, memory);
        }

        return theta;
    }
}
