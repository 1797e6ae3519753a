using DiffMH.Client.Formatting;
using DiffMH.Client.Progress;

namespace DiffMH.Tests.Client;

public sealed class PaceMeterTests
{
    [Theory]
    [InlineData(0.0, 0.25, 30.0)]
    [InlineData(0.5, 0.75, 10.0)]
    public void The_time_left_follows_the_pace_of_this_process(double begin, double now, double expected)
    {
        var meter = new PaceMeter();
        meter.Take(TimeSpan.Zero, begin);
        Assert.Equal(TimeSpan.FromSeconds(expected), meter.Take(TimeSpan.FromSeconds(10), now).Left);
    }

    [Fact]
    public void Without_progress_there_is_no_time_left_to_tell()
    {
        var meter = new PaceMeter();
        Assert.Null(meter.Take(TimeSpan.Zero, 0.5).Left);
        Assert.Null(meter.Take(TimeSpan.FromSeconds(10), 0.5).Left);
    }

    [Fact]
    public void An_even_pace_leaves_no_uncertainty()
    {
        var pace = Run(seconds: 100, each: 0.2, _ => 0.001);
        Assert.Equal(900, pace.Left!.Value.TotalSeconds, 6);
        Assert.Equal(0, pace.Error!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void The_uncertainty_is_that_of_a_mean_of_eight_blocks_and_of_as_many_blocks_as_are_left()
    {
        // Of 160 s the last 80 are recent: blocks of 10 s, which go in turn at 0.5 and 1.5 times the mean rate.
        var pace = Run(seconds: 160, each: 0.25, second => (int)(second / 10) % 2 == 0 ? 0.0005 : 0.0015);

        var left = (1 - 0.16) / 0.001;
        var spread = 0.5 * Math.Sqrt(8.0 / 7);
        Assert.Equal(left, pace.Left!.Value.TotalSeconds, 6);
        Assert.Equal(left * spread * Math.Sqrt((1.0 / 8) + (10 / left)), pace.Error!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Only_the_recent_pace_counts_and_any_length_of_time_fits()
    {
        var pace = Run(seconds: 4000, each: 0.2, second => second < 1000 ? 0.0004 : 0.0001);
        Assert.InRange(pace.Left!.Value.TotalSeconds, 2990, 3010);
    }

    [Theory]
    [InlineData(4.21, 0.34, "4.2 s ± 0.3 s")]
    [InlineData(53, 2.3, "53 s ± 2 s")]
    [InlineData(53, 0.01, "53 s ± 1 s")]
    [InlineData(185, 12.4, "3 min 05 s ± 12 s")]
    [InlineData(372, 122, "6 min 12 s ± 2 min")]
    [InlineData(7800, 290, "2 h 10 min ± 5 min")]
    public void A_time_has_its_uncertainty_to_two_digits_at_most(double left, double error, string expected) =>
        Assert.Equal(expected, Durations.Format(TimeSpan.FromSeconds(left), TimeSpan.FromSeconds(error)));

    private static Pace Run(int seconds, double each, Func<double, double> rate)
    {
        var (meter, share, pace) = (new PaceMeter(), 0.0, default(Pace));
        for (var i = 0; i <= seconds / each; i++)
        {
            pace = meter.Take(TimeSpan.FromSeconds(i * each), share);
            share += each * rate(i * each);
        }

        return pace;
    }
}
