using DiffMH.Engine.Runs;

namespace DiffMH.Tests.Runs;

public sealed class LearningRatesTests
{
    private static readonly OptimizerSettings Rate = FakePoints.Adam with { LearningRate = 0.8, Iterations = 4 };

    public static TheoryData<LearningSchedule, double, double[]> ByHand { get; } = new()
    {
        { LearningSchedule.Constant, 0, [0.8, 0.8, 0.8, 0.8] },

        // cos 0, π/4, π/2, 3π/4: 0.8 (1 + 1)/2, 0.8 (1 + √½)/2, 0.8/2, 0.8 (1 − √½)/2.
        { LearningSchedule.Cosine, 0, [0.8, 0.682842712474619, 0.4, 0.11715728752538099] },
        { LearningSchedule.Cosine, 0.5, [0.8, 0.7414213562373095, 0.6, 0.45857864376269049] },
        { LearningSchedule.InverseSqrt, 0, [0.8, 0.56568542494923802, 0.46188021535170061, 0.4] },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void The_rates_of_four_steps_are_those_computed_by_hand(LearningSchedule schedule, double final, double[] rates)
    {
        for (var step = 1; step <= 4; step++)
        {
            Assert.Equal(rates[step - 1], LearningRates.At(Rate with { Schedule = schedule, FinalRate = final }, step), 15);
        }
    }

    [Fact]
    public void A_constant_rate_is_the_setting_to_the_bit() =>
        Assert.All(Enumerable.Range(1, 100), step => Assert.Equal(0.1, LearningRates.At(FakePoints.Adam, step)));

    [Theory]
    [InlineData(LearningSchedule.Cosine)]
    [InlineData(LearningSchedule.InverseSqrt)]
    public void A_run_steps_by_the_rate_of_each_iteration(LearningSchedule schedule)
    {
        var settings = FakePoints.Adam with { Method = OptimizerMethod.Sgd, LearningRate = 0.05, Schedule = schedule };
        var problem = FakePoints.Optimize(replicates: 1, optimizer: settings);
        var rows = FakePoints.Finish(new PointRun(problem), FakePoints.Kernel(problem));
        for (var t = 1; t < settings.Iterations; t++)
        {
            var rate = schedule == LearningSchedule.Cosine ? 0.025 * (1 + Math.Cos(Math.PI * (t - 1) / 6)) : 0.05 * Math.Pow(t, -0.5);
            Assert.Equal(rows[t - 1].Numbers[0] + (rate * rows[t - 1].Numbers[3]), rows[t].Numbers[0], 14);
        }
    }

    [Fact]
    public void An_unknown_schedule_is_refused_by_number() =>
        Assert.Contains("number 9", Assert.Throws<ArgumentException>(() => LearningRates.At(Rate with { Schedule = (LearningSchedule)9 }, 1)).Message, StringComparison.Ordinal);
}
