using DiffMH.Client.Progress;
using Spectre.Console.Testing;

namespace DiffMH.Tests.Client;

public sealed class ProgressTests
{
    private static readonly SweepStatus Half = new(
        "0123456789abcdef",
        "sample [test]",
        RunState.Running,
        2,
        0,
        0,
        0.5,
        [new(0, RunState.Running, 37, 600, 3, 128, 1000, new("specific_heat", 12.3, 0.4, 1), [new("T", 5.63, 0.02, 0.05)], null, [new("T", -3.1, 0.4, 1.1)], null)]);

    [Fact]
    public async Task Piped_progress_is_plain_lines_every_few_seconds()
    {
        var output = new StringWriter();
        await new PlainProgress(output).Show(report =>
        {
            for (var tenths = 0; tenths <= 120; tenths++)
            {
                report(Half, new(TimeSpan.FromSeconds(0.1 * tenths), TimeSpan.FromSeconds(30)));
            }

            return Task.FromResult(Half);
        });

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal("50.0%, 0 of 2 points, 0.5 s, 30 s left; point 0: iteration 37/600, T 5.630(20), specific_heat 12.30(40)", lines[0].TrimEnd());
        Assert.DoesNotContain('\u001b', output.ToString());
    }

    [Fact]
    public async Task On_a_terminal_the_screen_shows_names_as_they_are()
    {
        using var screen = new TestConsole().Interactive().Width(100);
        await new LiveProgress(screen).Show(report =>
        {
            report(Half, new(TimeSpan.FromSeconds(2), null));
            return Task.FromResult(Half);
        });

        Assert.Contains("sample [test]", screen.Output);
        Assert.Contains("iteration 37/600", screen.Output);
        Assert.Contains("T 5.630(20)", screen.Output);
    }

    [Fact]
    public async Task Watching_ends_with_the_sweep()
    {
        var sweep = new FakeSweep(Half, Half with { State = RunState.Completed, Progress = 1 });
        var reports = new List<double>();
        var last = await new SweepWatch(sweep, TimeProvider.System).Follow((status, _) => reports.Add(status.Progress), CancellationToken.None);
        Assert.Equal(RunState.Completed, last.State);
        Assert.Equal([0.5, 1.0], reports);
    }

    [Fact]
    public async Task Watching_ends_at_an_interruption_and_leaves_the_pausing_to_its_caller()
    {
        var sweep = new FakeSweep(Half);
        using var interruption = new CancellationTokenSource();
        var last = await new SweepWatch(sweep, TimeProvider.System).Follow((_, _) => interruption.Cancel(), interruption.Token);
        Assert.Equal(RunState.Running, last.State);
        Assert.Equal(0, sweep.Pauses);
    }

    [Theory]
    [InlineData(0.0, 0.25, 30.0)]
    [InlineData(0.5, 0.75, 10.0)]
    public void The_time_left_follows_the_pace_of_this_process(double begin, double now, double expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), Pace.Of(TimeSpan.FromSeconds(10), begin, now).Left);

    [Fact]
    public void Without_progress_there_is_no_time_left_to_tell() => Assert.Null(Pace.Of(TimeSpan.FromSeconds(10), 0.5, 0.5).Left);
}
