using CsCheck;
using DiffMH.Engine.Designs;

namespace DiffMH.Tests.Designs;

/// <summary>Numbers at regular distances keep their ends and their distances.</summary>
public sealed class RegularNumbersTests
{
    [Fact]
    public void Steps_lead_from_the_first_to_the_last_that_is_not_beyond() => Gen.Select(Gen.Double[-100, 100], Gen.Double[0.01, 10], Gen.Double[0, 50]).Sample((from, step, steps) =>
    {
        var to = from + (steps * step);

        var numbers = RegularNumbers.Stepwise(from, to, step, 100)!;

        Assert.Equal(from, numbers[0]);
        Assert.InRange(to - numbers[^1], 0, step);
        Assert.All(numbers.Zip(numbers.Skip(1)), pair => Assert.Equal(step, pair.Second - pair.First, 1e-9));
    });

    [Fact]
    public void A_last_number_that_is_a_whole_number_of_steps_away_is_hit_in_either_direction() =>
        Gen.Select(Gen.Int[-1000, 1000], Gen.Int[1, 500], Gen.Int[1, 60], Gen.Bool).Sample((first, size, steps, isDown) =>
        {
            var (from, step) = (first / 1000.0, (isDown ? -size : size) / 1000.0);
            var to = (first + (steps * (isDown ? -size : size))) / 1000.0;

            var numbers = RegularNumbers.Stepwise(from, to, step, 100)!;

            Assert.Equal(steps + 1, numbers.Length);
            Assert.Equal(to, numbers[^1]);
        });

    [Fact]
    public void Ratios_are_equal_and_both_ends_exact() => Gen.Select(Gen.Double[0.001, 1000], Gen.Double[0.001, 1000], Gen.Int[2, 30]).Sample((from, to, count) =>
    {
        var numbers = RegularNumbers.Logarithmic(from, to, count);

        Assert.Equal((count, from, to), (numbers.Length, numbers[0], numbers[^1]));
        Assert.All(numbers.Zip(numbers.Skip(1)), pair => Assert.Equal(Math.Log(to / from) / (count - 1), Math.Log(pair.Second / pair.First), 1e-12));
    });
}
