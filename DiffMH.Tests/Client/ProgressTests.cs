using DiffMH.Client.Progress;
using DiffMH.Silo.Storage;
using DiffMH.Tests.Support;

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
        await new PlainProgress(output).Show(Watched(), report =>
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
    public async Task With_more_lines_each_point_has_its_own_and_remarks_theirs()
    {
        var output = new StringWriter();
        var point = Half.Running[0] with { Diagnostics = new(0.5, 3, 0.2, []) };
        var watched = Watched() with { Doubt = doubtful => doubtful.Index == 1 ? "the kernel is not for it; use another" : null };
        await new PlainProgress(output, isVerbose: true).Show(watched, report =>
        {
            report(Half with { Running = [point, point with { Point = 1 }] }, new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(3)));
            return Task.FromResult(Half);
        });

        Assert.Equal(
            """
            50.0%, 0 of 2 points, 1.0 s, 30 s ± 3 s left
              point 0: iteration 37/600, T 5.630(20), specific_heat 12.30(40)
              point 1: iteration 37/600, T 5.630(20), specific_heat 12.30(40)
              ! point 1: the kernel is not for it; use another.
              ! points 0–1: 20% of the alternatives never met their chain again: the gradient is noisier than it need be. Try a coupling that meets sooner, or more estimator.alternatives.

            """,
            output.ToString(),
            ignoreLineEndingDifferences: true);
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

    [Fact]
    public async Task Watching_a_sweep_of_this_process_ends_where_its_store_stays_full()
    {
        var time = new SteppingTime();
        var sweep = new FakeSweep(Half, Half with { WaitsFor = "the store is full" });
        var reports = 0;
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => new SweepWatch(sweep, time).Follow(
            (_, _) =>
            {
                reports++;
                time.Now += TimeSpan.FromSeconds(2);
            },
            CancellationToken.None));
        Assert.Equal("the store is full", error.Message);
        Assert.Equal(4, reports);   // at 0 s without, at 2, 4 and 6 s with the obstacle
    }

    private static WatchedSweep Watched() => new(Samples.Sweep, new FakeSweep(Half)) { Leave = () => { }, Resume = () => Task.CompletedTask };
}
